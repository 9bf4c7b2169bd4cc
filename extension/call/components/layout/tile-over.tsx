// What lies over a picture: a raised hand, reactions, and the pin.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { handIcon, pinIcon, unpinIcon } from "../../../shared/ui/icons.ts";
import type { CallView } from "../../call-view.ts";
import { CaptionLine } from "../captions/caption-line.tsx";
import { ShownReactions } from "../reactions/shown-reactions.tsx";
import type { TileRef } from "./tile-ref.ts";
import "./tile-over.css";

export interface TileOverProps {
  readonly tile: TileRef;
  readonly view: Pick<CallView, "hands" | "reactions" | "captions">;
  readonly isPinned: boolean;
  /** False for the only tile, which is as large as it can be. */
  readonly canPin: boolean;
  readonly onPin: () => void;
  readonly onUnpin: () => void;
}

export function TileOver(props: TileOverProps): JSX.Element {
  const isHandUp = (): boolean => {
    const { peerId } = props.tile;
    const { isMineRaised, raised } = props.view.hands;
    return peerId === null ? isMineRaised : raised.includes(peerId);
  };
  return (
    <>
      {/* A hand belongs to the person, and a screen is none. */}
      <Show when={props.tile.shows === "camera"}>
        <Show when={isHandUp()}>
          <span class="call-hand">
            <Icon icon={handIcon} size={16} />
            {t("callHandRaised")}
          </span>
        </Show>
        <CaptionLine captions={props.view.captions} peerId={props.tile.peerId} />
        <ShownReactions reactions={props.view.reactions} from={props.tile.peerId} />
      </Show>
      <Show when={props.canPin}>
        <span class="call-pin" classList={{ "call-pin-on": props.isPinned }}>
          <IconButton
            label={t(props.isPinned ? "callUnpin" : "callPin")}
            icon={props.isPinned ? unpinIcon : pinIcon}
            onClick={() => (props.isPinned ? props.onUnpin() : props.onPin())}
          />
        </span>
      </Show>
    </>
  );
}
