// One control: an icon, and its name below it where there is room.

import { Show, type JSX } from "solid-js";
import { Icon } from "../../../shared/ui/icon.tsx";
import type { IconNode } from "../../../shared/ui/icons.ts";
import "../../../shared/ui/button.css";

export interface BarButtonProps {
  readonly label: string;
  readonly icon: IconNode;
  readonly onClick: () => void;
  /** What a pointer that rests on it is told; the label where left out. */
  readonly hint?: string | undefined;
  /** "plain" where left out; "off" for a switch that sends nothing now. */
  readonly look?: "plain" | "off" | "leave" | undefined;
  readonly busy?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly controls?: string | undefined;
  /** What is new behind it, as a number for the eye: `hint` says it in words. */
  readonly count?: number | undefined;
  readonly ref?: ((element: HTMLButtonElement) => void) | undefined;
}

export function BarButton(props: BarButtonProps): JSX.Element {
  return (
    <button
      ref={(element) => props.ref?.(element)}
      type="button"
      class={`call-bar-button call-bar-${props.look ?? "plain"}`}
      title={props.hint ?? props.label}
      aria-busy={props.busy ? "true" : undefined}
      aria-disabled={props.busy ? "true" : undefined}
      aria-expanded={props.expanded}
      aria-controls={props.expanded ? props.controls : undefined}
      onClick={() => {
        if (!props.busy) props.onClick();
      }}
    >
      <span class="call-bar-icon">
        <Show when={props.busy} fallback={<Icon icon={props.icon} size={22} />}>
          <span class="lk-spinner" aria-hidden="true" />
        </Show>
        <Show when={props.count}>
          {(count) => (
            <span class="call-bar-count" aria-hidden="true">
              {count() > 99 ? "99+" : count()}
            </span>
          )}
        </Show>
      </span>
      <span class="call-bar-word">{props.label}</span>
    </button>
  );
}
