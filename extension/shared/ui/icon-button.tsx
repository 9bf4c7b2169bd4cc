// A button that is only an icon: `label` is its name for screen readers and its tooltip.

import { type JSX } from "solid-js";
import type { ButtonVariant } from "./button.tsx";
import { Icon } from "./icon.tsx";
import type { IconNode } from "./icons.ts";
import "./button.css";

export interface IconButtonProps {
  readonly label: string;
  readonly icon: IconNode;
  readonly onClick: (event: MouseEvent) => void;
  /** "quiet" where left out. */
  readonly variant?: ButtonVariant | undefined;
  readonly disabled?: boolean | undefined;
  readonly pressed?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly controls?: string | undefined;
  readonly ref?: ((element: HTMLButtonElement) => void) | undefined;
}

export function IconButton(props: IconButtonProps): JSX.Element {
  return (
    <button
      ref={(element) => props.ref?.(element)}
      type="button"
      class={`lk-button lk-button-icon-only lk-button-${props.variant ?? "quiet"}`}
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled ?? false}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      onClick={(event) => props.onClick(event)}
    >
      <Icon icon={props.icon} />
    </button>
  );
}
