// What only the host may change. Each change is shown in the approval window before it is signed.

import { For, Show, type JSX } from "solid-js";
import type { HostChange } from "../../../../protocol/list-edit.ts";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DoneDialog } from "../frame/done-dialog.tsx";
import { KeyLine } from "../../../shared/ui/key-line.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallActions } from "../../call-view.ts";
import type { ListedKey, RoomView } from "../../room/room-view.ts";
import { timeWords } from "./room-words.ts";
import "./room.css";

export interface RoomDialogProps {
  readonly open: boolean;
  readonly room: RoomView;
  readonly actions: Pick<CallActions, "changeList" | "copyInvite">;
  readonly onClose: () => void;
}

export function RoomDialog(props: RoomDialogProps): JSX.Element {
  const change = (wanted: HostChange): void => props.actions.changeList(wanted);
  const isClosed = (): boolean => props.room.door === "closed";
  return (
    <DoneDialog open={props.open} title={t("roomSettings")} onClose={() => props.onClose()}>
      <div class="call-room-dialog">
        <Show when={props.room.isAsking} fallback={<p>{t("roomSettingsText")}</p>}>
          <Notice kind="info">{t("roomAsking")}</Notice>
        </Show>
        <Setting
          title={t("roomDoor")}
          text={t(isClosed() ? "roomDoorClosed" : "roomDoorKnock")}
          action={t(isClosed() ? "roomDoorOpenIt" : "roomDoorCloseIt")}
          isOff={props.room.isAsking}
          onAct={() => change({ change: "door", door: isClosed() ? "knock" : "closed" })}
        />
        <Setting
          title={t("roomUntil")}
          text={timeWords(props.room.expiresAtMs)}
          action={t("roomRenew")}
          isOff={props.room.isAsking}
          onAct={() => change({ change: "renew" })}
        />
        <Setting
          title={t("roomInvite")}
          text={t("roomInviteText")}
          action={t("roomInviteCopy")}
          isOff={false}
          onAct={() => props.actions.copyInvite()}
        />
        <Keys title={t("roomMayEnter")} none={t("roomNobodyListed")} keys={props.room.allowed}>
          {(listed) => (
            <>
              <Button
                disabled={props.room.isAsking}
                onClick={() =>
                  change({ change: "cohost", key: listed.keyId, isCohost: !listed.isCohost })
                }
              >
                {t(listed.isCohost ? "roomCohostUnmake" : "roomCohostMake")}
              </Button>
              <Button
                disabled={props.room.isAsking}
                onClick={() => change({ change: "deny", key: listed.keyId })}
              >
                {t("roomKeepOut")}
              </Button>
            </>
          )}
        </Keys>
        <Show when={props.room.denied.length > 0}>
          <Keys title={t("roomKeptOut")} none="" keys={props.room.denied}>
            {(listed) => (
              <Button
                disabled={props.room.isAsking}
                onClick={() => change({ change: "lift", key: listed.keyId })}
              >
                {t("roomLift")}
              </Button>
            )}
          </Keys>
        </Show>
      </div>
    </DoneDialog>
  );
}

function Setting(props: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly isOff: boolean;
  readonly onAct: () => void;
}): JSX.Element {
  return (
    <section class="call-room-setting" aria-label={props.title}>
      <div>
        <h3>{props.title}</h3>
        <p>{props.text}</p>
      </div>
      <Button disabled={props.isOff} onClick={() => props.onAct()}>
        {props.action}
      </Button>
    </section>
  );
}

function Keys(props: {
  readonly title: string;
  readonly none: string;
  readonly keys: readonly ListedKey[];
  readonly children: (listed: ListedKey) => JSX.Element;
}): JSX.Element {
  return (
    <section class="call-room-keys" aria-label={props.title}>
      <h3>{props.title}</h3>
      <Show when={props.keys.length > 0} fallback={<p>{props.none}</p>}>
        <ul>
          <For each={props.keys}>
            {(listed) => (
              <li>
                <KeyLine
                  keyId={listed.keyId}
                  name={listed.name ?? undefined}
                  size={32}
                  short
                  state={
                    listed.isCohost ? { text: t("callRoleCohost"), tone: "neutral" } : undefined
                  }
                  actions={props.children(listed)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
