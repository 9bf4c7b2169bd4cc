// What nobody may overlook: it lies over the whole call, Escape does not close it, and nothing of
// the person it is about passes before one of its buttons is pressed.

import { createEffect, createMemo, createUniqueId, Match, Show, Switch, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { warningIcon } from "../../../shared/ui/icons.ts";
import "../../../shared/ui/dialog.css";
import type { CallActions } from "../../call-view.ts";
import type { ProofAlarm } from "../../proof/proof-view.ts";
import { say } from "../words/say.ts";
import { alarmWords } from "../words/alarm-words.ts";
import { KeysSideBySide } from "./keys-side-by-side.tsx";
import "./alarm.css";

export interface AlarmProps {
  readonly alarm: ProofAlarm | null;
  readonly actions: Pick<CallActions, "letIn" | "keepOut" | "leave">;
  readonly onChosen: () => void;
}

export function Alarm(props: AlarmProps): JSX.Element {
  // Closing, it still shows what it was about.
  const shown = createMemo<ProofAlarm | null>((before) => props.alarm ?? before, null);
  const id = createUniqueId();
  let heading: HTMLHeadingElement | undefined;
  const show = (dialog: HTMLDialogElement): void => {
    dialog.showModal();
    // Not a button: a key pressed for something else must not choose.
    heading?.focus();
  };
  const choose = (act: (key: string) => void): void => {
    const alarm = props.alarm;
    if (alarm === null) return;
    props.onChosen();
    act(alarm.keyId);
  };
  return (
    <dialog
      class="lk-dialog call-alarm"
      role="alertdialog"
      aria-labelledby={`${id}-heading`}
      aria-describedby={`${id}-text`}
      ref={(dialog) => {
        createEffect(() => {
          const isWanted = props.alarm !== null;
          queueMicrotask(() => {
            if (isWanted && !dialog.open && dialog.isConnected) show(dialog);
            if (!isWanted && dialog.open) dialog.close();
          });
        });
      }}
      on:cancel={(event) => event.preventDefault()}
      on:close={(event) => {
        // Chromium lets a second Escape close a dialog whatever it is told.
        if (props.alarm !== null && event.currentTarget.isConnected) show(event.currentTarget);
      }}
    >
      <Show when={shown()}>
        {(alarm) => (
          <>
            <h2 id={`${id}-heading`} tabindex="-1" ref={(element) => (heading = element)}>
              <Icon icon={warningIcon} size={24} />
              <span>{say(alarmWords(alarm()).heading)}</span>
            </h2>
            <div class="call-alarm-text" id={`${id}-text`}>
              <p>{say(alarmWords(alarm()).sentence)}</p>
              <p>{say(alarmWords(alarm()).state)}</p>
            </div>
            <Show when={nameAlarm(alarm())}>
              {(name) => <KeysSideBySide keyId={name().keyId} bearers={name().bearers} />}
            </Show>
            <div class="lk-dialog-actions">
              <Switch>
                <Match when={alarm().alarm === "borrowed-name"}>
                  <Button onClick={() => choose(props.actions.letIn)}>{t("alarmLetIn")}</Button>
                  <Button variant="danger" onClick={() => choose(props.actions.keepOut)}>
                    {t("alarmKeepOut")}
                  </Button>
                </Match>
                <Match when={alarm().alarm === "codes-differ"}>
                  <Button onClick={() => choose(props.actions.keepOut)}>{t("alarmCut")}</Button>
                  <Button variant="danger" onClick={() => choose(() => props.actions.leave())}>
                    {t("alarmLeave")}
                  </Button>
                </Match>
              </Switch>
            </div>
          </>
        )}
      </Show>
    </dialog>
  );
}

function nameAlarm(alarm: ProofAlarm): Extract<ProofAlarm, { alarm: "borrowed-name" }> | null {
  return alarm.alarm === "borrowed-name" ? alarm : null;
}
