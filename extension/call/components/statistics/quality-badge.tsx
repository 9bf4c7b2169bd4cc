// How well somebody comes through: three bars, and the words for it on hover and focus.

import type { JSX } from "solid-js";
import type { Quality } from "../../mesh/quality.ts";
import { qualityText } from "./quality-text.ts";
import { say } from "../words/say.ts";
import "./quality-badge.css";

export interface QualityBadgeProps {
  readonly quality: Quality;
  /** Opens the figures behind it. */
  readonly onOpen: () => void;
}

const bars = { good: 3, fair: 2, poor: 1 } as const;

export function QualityBadge(props: QualityBadgeProps): JSX.Element {
  const text = (): string => say(qualityText(props.quality));
  return (
    <button
      type="button"
      class={`call-quality call-quality-${props.quality.level}`}
      aria-label={text()}
      onClick={() => props.onOpen()}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {[0, 1, 2].map((bar) => (
          <rect
            x={2 + bar * 4.5}
            y={10 - bar * 4}
            width="3"
            height={4 + bar * 4}
            rx="1"
            class={bar < bars[props.quality.level] ? "call-quality-on" : "call-quality-rest"}
          />
        ))}
      </svg>
      <span class="call-quality-words" aria-hidden="true">
        {text()}
      </span>
    </button>
  );
}
