// A room for a set of keys: who may enter, what happens to others, and where it is.

import { Show, type JSX } from "solid-js";
import { doors, type Door } from "../../../protocol/room.ts";
import { errorTextKey } from "../../shared/error-text.ts";
import { t, type MessageKey } from "../../shared/i18n.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Choice } from "../../shared/ui/choice.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { openInTabIcon } from "../../shared/ui/icons.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextField } from "../../shared/ui/text-field.tsx";
import type { NewRoomFault } from "../new-room-actions.ts";
import { hostOfDraft } from "../new-room-draft.ts";
import type { PopupStore } from "../popup-store.ts";
import { serverOfInput } from "../server-input.ts";
import { AllowedLines } from "./allowed-lines.tsx";
import { createTask } from "./create-task.ts";
import { PageHead } from "./page-head.tsx";
import { RoomPageOffer } from "./room-page-offer.tsx";

const doorTexts: Readonly<Record<Door, { label: MessageKey; hint: MessageKey }>> = {
  knock: { label: "newRoomKnock", hint: "newRoomKnockHint" },
  closed: { label: "newRoomClosed", hint: "newRoomClosedHint" },
};

export interface NewRoomProps {
  readonly store: PopupStore;
  /** Null where this is a tab already. */
  readonly onOpenTab: (() => void) | null;
}

export function NewRoom(props: NewRoomProps): JSX.Element {
  const actions = () => props.store.actions;
  const draft = () => props.store.state.newRoom.draft;
  const identities = () => props.store.state.identities;
  const task = createTask(() => actions().createRoom());
  const edit = (change: Partial<ReturnType<typeof draft>>): void => {
    task.forget();
    void actions().editNewRoom(change);
  };
  const serverError = (): string | undefined =>
    draft().server !== "" && serverOfInput(draft().server) === null
      ? t("errRoomBadServer")
      : undefined;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    await task.run();
  };
  return (
    <>
      <PageHead
        title={t("popupNewRoom")}
        onBack={() => actions().go("home")}
        actions={
          <Show when={props.onOpenTab}>
            {(onOpenTab) => (
              <IconButton
                label={t("popupOpenTab")}
                icon={openInTabIcon}
                onClick={() => onOpenTab()()}
              />
            )}
          </Show>
        }
      />
      <form class="popup-form" noValidate onSubmit={submit}>
        <Show when={identities().length > 1}>
          <Select
            label={t("newRoomIdentity")}
            options={identities().map(({ keyId, name }) => ({ value: keyId, label: name }))}
            value={hostOfDraft(draft(), identities()) ?? ""}
            onChange={(identity) => edit({ identity })}
          />
        </Show>
        <div class="popup-keys">
          <TextArea
            label={t("newRoomAllowed")}
            hint={t("newRoomAllowedHint")}
            mono
            rows={rowsFor(draft().text)}
            value={draft().text}
            onInput={(text) => edit({ text })}
            ref={showLineStarts}
          />
        </div>
        <AllowedLines lines={props.store.state.newRoom.lines} />
        <Choice
          label={t("newRoomDoor")}
          options={doors.map((door) => ({
            value: door,
            label: t(doorTexts[door].label),
            hint: t(doorTexts[door].hint),
          }))}
          value={draft().door}
          onChange={(door) => edit({ door })}
        />
        <TextField
          label={t("newRoomServer")}
          type="url"
          mono
          error={serverError()}
          value={draft().server}
          onInput={(server) => edit({ server })}
        />
        <RoomPageOffer store={props.store} server={serverOfInput(draft().server)} />
        <Show when={task.problem()}>
          {(fault) => <Notice kind="error">{t(faultText(fault()))}</Notice>}
        </Show>
        <Button variant="primary" type="submit" busy={task.isBusy()}>
          {t("newRoomCreate")}
        </Button>
      </form>
    </>
  );
}

/** After a paste the cursor is at the end of a long line, and short ones would be out of sight. */
function showLineStarts(field: HTMLTextAreaElement): void {
  field.addEventListener("paste", () => {
    requestAnimationFrame(() => {
      field.scrollLeft = 0;
    });
  });
}

/** Grows with what is pasted, as far as the popup's height bears. */
function rowsFor(text: string): number {
  return Math.min(8, Math.max(4, text.split("\n").length));
}

function faultText(fault: NewRoomFault): MessageKey {
  if (fault === "new-room/lines") return "newRoomFixLines";
  if (fault === "new-room/nobody") return "newRoomNobody";
  return errorTextKey(fault);
}
