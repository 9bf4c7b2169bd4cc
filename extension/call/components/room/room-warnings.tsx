// What is not in order with the list of who may enter, and what the host can do about it.

import { Show, type JSX } from "solid-js";
import type { HostChange } from "../../../../protocol/list-edit.ts";
import { t } from "../../../shared/i18n.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import type { RoomView } from "../../room/room-view.ts";
import { timeWords } from "./room-words.ts";

export interface RoomWarningsProps {
  readonly room: RoomView;
  /** Over the faces only what cannot wait; in the panel all of it. */
  readonly isUrgentOnly?: boolean | undefined;
  readonly onChange: (change: HostChange) => void;
}

export function RoomWarnings(props: RoomWarningsProps): JSX.Element {
  const isEnding = (): boolean => {
    const { validity, isHost } = props.room;
    if (props.isUrgentOnly) return isHost && (validity === "hour" || validity === "over");
    return validity !== "holds";
  };
  const act = (change: HostChange, text: string): JSX.Element => (
    <Show when={props.room.isHost}>
      <Button busy={props.room.isAsking} onClick={() => props.onChange(change)}>
        {text}
      </Button>
    </Show>
  );
  return (
    <>
      <Show when={isEnding()}>
        <Notice
          kind="warning"
          title={
            props.room.validity === "over"
              ? t("roomOver")
              : t("roomEnds", timeWords(props.room.expiresAtMs))
          }
          actions={act({ change: "renew" }, t("roomRenew"))}
        >
          {t(props.room.isHost ? "roomEndsHostText" : "roomEndsText")}
        </Notice>
      </Show>
      <Show when={props.room.hasForked && (!props.isUrgentOnly || props.room.isHost)}>
        <Notice
          kind="warning"
          title={t("roomForked")}
          actions={act({ change: "settle" }, t("roomSettle"))}
        >
          {t(props.room.isHost ? "roomForkedHostText" : "roomForkedText")}
        </Notice>
      </Show>
      <Show when={!props.isUrgentOnly && props.room.withheld !== null}>
        <Notice kind="warning" title={t("roomWithheld")}>
          {t("roomWithheldText", props.room.withheld ?? 0)}
        </Notice>
      </Show>
      <Show when={!props.isUrgentOnly && props.room.hasRolledBack}>
        <Notice kind="warning" title={t("roomRolledBack")}>
          {t("roomRolledBackText", props.room.version)}
        </Notice>
      </Show>
    </>
  );
}
