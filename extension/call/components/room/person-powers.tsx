// What whoever runs the room may do about one person in it.

import { createSignal, Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import type { CallActions, PeerView } from "../../call-view.ts";
import type { RoomView } from "../../room/room-view.ts";
import { personName } from "../words/person-name.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import "./room.css";

export interface PersonPowersProps {
  readonly peer: PeerView;
  readonly room: RoomView;
  readonly actions: Pick<CallActions, "editList" | "changeList">;
}

export function PersonPowers(props: PersonPowersProps): JSX.Element {
  const [isAsking, setAsking] = createSignal(false);
  const isCohost = (): boolean => props.peer.role === "cohost";
  const isListed = (): boolean =>
    props.room.allowed.some(({ keyId }) => keyId === props.peer.keyId);
  // Who is a cohost is the host's own to change, and so is the end of being one.
  const mayRemove = (): boolean =>
    isListed() && (isCohost() ? props.room.isHost : props.room.mayEdit);
  const remove = (): void => {
    setAsking(false);
    const key = props.peer.keyId;
    if (isCohost()) props.actions.changeList({ change: "deny", key });
    else props.actions.editList({ edit: "deny", key });
  };
  return (
    <Show when={mayRemove() || (props.room.isHost && isListed())}>
      <div class="call-person-powers">
        <Show when={props.room.isHost && isListed()}>
          <Button
            disabled={props.room.isAsking}
            onClick={() =>
              props.actions.changeList({
                change: "cohost",
                key: props.peer.keyId,
                isCohost: !isCohost(),
              })
            }
          >
            {t(isCohost() ? "roomCohostUnmake" : "roomCohostMake")}
          </Button>
        </Show>
        <Show when={mayRemove()}>
          <Button onClick={() => setAsking(true)}>{t("removeIt")}</Button>
        </Show>
        <RemoveDialog
          open={isAsking()}
          name={personName(props.peer).text}
          needsApproval={isCohost()}
          onRemove={remove}
          onCancel={() => setAsking(false)}
        />
      </div>
    </Show>
  );
}
