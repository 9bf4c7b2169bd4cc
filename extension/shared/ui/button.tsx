// A button with words. Its handler is not called while it is busy; it keeps the focus then, which
// a disabled button would lose.

import { Show, type JSX } from "solid-js";
import { Icon } from "./icon.tsx";
import type { IconNode } from "./icons.ts";
import "./button.css";

export type ButtonVariant = "primary" | "plain" | "danger" | "quiet";

export interface ButtonProps {
  readonly children: JSX.Element;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  /** "plain" where left out. One primary button a view. */
  readonly variant?: ButtonVariant | undefined;
  readonly icon?: IconNode | undefined;
  readonly busy?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** "button" where left out. */
  readonly type?: "button" | "submit" | undefined;
  /** For a button that stays down, such as mute. */
  readonly pressed?: boolean | undefined;
  /** For a button that opens something, with the id of what it opens. */
  readonly expanded?: boolean | undefined;
  readonly controls?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly ref?: ((element: HTMLButtonElement) => void) | undefined;
}

export function Button(props: ButtonProps): JSX.Element {
  return (
    <button
      ref={(element) => props.ref?.(element)}
      type={props.type ?? "button"}
      class={`lk-button lk-button-${props.variant ?? "plain"}`}
      disabled={props.disabled ?? false}
      aria-disabled={props.busy ? "true" : undefined}
      aria-busy={props.busy ? "true" : undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-describedby={props.describedBy}
      onClick={(event) => {
        if (props.busy) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      <Show
        when={props.busy}
        fallback={<Show when={props.icon}>{(icon) => <Icon icon={icon()} />}</Show>}
      >
        <span class="lk-spinner" aria-hidden="true" />
      </Show>
      <span>{props.children}</span>
    </button>
  );
}
