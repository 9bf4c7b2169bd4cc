// What every tile has: a picture or the key in its place, states above it, and below it who this is.

import { Show, type JSX } from "solid-js";
import type { KeyId as KeyIdText } from "../../../../protocol/public-key.ts";
import { KeyId } from "../../../shared/ui/key-id.tsx";
import { KeyPicture } from "../../../shared/ui/key-picture.tsx";
import { ringLevel } from "../devices/shown-level.ts";
import "./tile.css";

export interface TileProps {
  /** For assistive technology: the person. */
  readonly label: string;
  readonly keyId: KeyIdText;
  readonly look: "own" | "known" | "unknown" | "refused";
  readonly name: JSX.Element;
  /** State words and signs. */
  readonly states: JSX.Element;
  readonly video: JSX.Element;
  /** Words below the key where there is no picture; null: none. */
  readonly instead: string | null;
  /** 0 to 1. */
  readonly audioLevel: number;
  readonly action?: JSX.Element;
  /** Over the picture. */
  readonly over?: JSX.Element;
}

export function Tile(props: TileProps): JSX.Element {
  return (
    <div
      class={`call-tile call-tile-${props.look}`}
      role="group"
      aria-label={props.label}
      style={{ "--level": ringLevel(props.audioLevel) }}
    >
      <div class="call-tile-picture">
        {/* Always there: it is what one sees until the first frame comes. */}
        <div class="call-tile-instead">
          <KeyPicture keyId={props.keyId} size={96} />
          <Show when={props.instead}>
            <p>{props.instead}</p>
          </Show>
        </div>
        {props.video}
        <div class="call-tile-states">{props.states}</div>
        {props.over}
      </div>
      <div class="call-tile-caption">
        <KeyPicture keyId={props.keyId} size={36} />
        <div class="call-tile-who">
          {props.name}
          <KeyId keyId={props.keyId} short />
        </div>
        {props.action}
      </div>
    </div>
  );
}
