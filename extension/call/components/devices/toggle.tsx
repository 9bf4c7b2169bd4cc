// A switch with its words, and what it means below them.

import { createUniqueId, Show, type JSX } from "solid-js";
import "./toggle.css";

export interface ToggleProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Toggle(props: ToggleProps): JSX.Element {
  const hintId = createUniqueId();
  return (
    <label class="call-toggle">
      <input
        type="checkbox"
        role="switch"
        class="call-toggle-switch"
        checked={props.isOn}
        aria-label={props.label}
        aria-describedby={props.hint ? hintId : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span class="call-toggle-words">
        {props.label}
        <Show when={props.hint}>
          <span class="call-toggle-hint" id={hintId}>
            {props.hint}
          </span>
        </Show>
      </span>
    </label>
  );
}
