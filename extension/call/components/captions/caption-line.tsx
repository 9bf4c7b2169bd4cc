// What somebody says now, over the lower edge of their picture.

import { Show, type JSX } from "solid-js";
import type { CaptionsView } from "../../captions/captions-view.ts";
import "./caption-line.css";

export interface CaptionLineProps {
  readonly captions: CaptionsView;
  /** Null for one's own. */
  readonly peerId: string | null;
}

export function CaptionLine(props: CaptionLineProps): JSX.Element {
  const text = (): string | undefined =>
    props.captions.areShown ? props.captions.texts[props.peerId ?? ""] : undefined;
  return (
    <Show when={text()}>
      {(shown) => (
        <p class="call-caption" dir="auto">
          {shown()}
        </p>
      )}
    </Show>
  );
}
