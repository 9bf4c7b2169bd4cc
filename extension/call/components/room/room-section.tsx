// The room as its list has it: who may enter, how, and until when. For everybody in the call.

import { createMemo, createSignal, lazy, Show, Suspense, type JSX } from "solid-js";
import type { MessageKey } from "../../../shared/i18n.ts";
import { t, tn } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { CallActions } from "../../call-view.ts";
import type { RoomView } from "../../room/room-view.ts";
import { RoomWarnings } from "./room-warnings.tsx";
import { timeWords } from "./room-words.ts";
import "./room.css";

// Not before it is asked for: most people in a call are not its host.
const RoomDialog = lazy(async () => {
  const { RoomDialog: loaded } = await import("./room-dialog.tsx");
  return { default: loaded };
});

export interface RoomSectionProps {
  readonly room: RoomView;
  readonly actions: Pick<CallActions, "editList" | "changeList" | "copyInvite">;
}

export function RoomSection(props: RoomSectionProps): JSX.Element {
  const [showsDialog, setShowsDialog] = createSignal(false);
  // Stays once it was there, to give the focus back when it closes.
  const needsDialog = createMemo<boolean>((was) => was || showsDialog(), false);
  const lock = (): void => props.actions.editList({ edit: "lock", locked: !props.room.isLocked });
  return (
    <section class="call-room-section" aria-label={t("room")}>
      <h3>{t("room")}</h3>
      <RoomWarnings room={props.room} onChange={(change) => props.actions.changeList(change)} />
      <dl class="call-room-facts">
        <Fact term="roomDoor">
          {t(props.room.door === "knock" ? "roomDoorKnock" : "roomDoorClosed")}
        </Fact>
        <Fact term="roomLock">{t(props.room.isLocked ? "roomLocked" : "roomUnlocked")}</Fact>
        <Fact term="roomMayEnter">
          {tn("roomMayEnterKeys", props.room.allowed.length)}
          <Show when={props.room.denied.length > 0}>
            {" "}
            {tn("roomKeptOutKeys", props.room.denied.length)}
          </Show>
        </Fact>
        <Fact term="roomUntil">{timeWords(props.room.expiresAtMs)}</Fact>
        <Fact term="roomVersion">{props.room.version}</Fact>
      </dl>
      <Show when={props.room.needsRejoin}>
        <Notice kind="info">{t("roomRejoin")}</Notice>
      </Show>
      <Show when={props.room.mayEdit || props.room.isHost}>
        <div class="call-room-actions">
          <Show when={props.room.mayEdit}>
            <Button onClick={lock}>{t(props.room.isLocked ? "roomUnlockIt" : "roomLockIt")}</Button>
          </Show>
          <Show when={props.room.isHost}>
            <Button onClick={() => setShowsDialog(true)}>{t("roomSettings")}</Button>
          </Show>
        </div>
      </Show>
      <Show when={needsDialog()}>
        <Suspense>
          <RoomDialog
            open={showsDialog()}
            room={props.room}
            actions={props.actions}
            onClose={() => setShowsDialog(false)}
          />
        </Suspense>
      </Show>
    </section>
  );
}

function Fact(props: { readonly term: MessageKey; readonly children: JSX.Element }): JSX.Element {
  return (
    <div>
      <dt>{t(props.term)}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
