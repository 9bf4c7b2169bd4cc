// What every field has: a label, a hint, an error in words, and the ids that tie them to the
// control. Used by TextField, TextArea and Select.

import { createUniqueId, Show, type JSX } from "solid-js";
import { Icon } from "./icon.tsx";
import { invalidIcon } from "./icons.ts";
import "./field.css";

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong and what would be right; line breaks are kept. */
  readonly error?: string | undefined;
}

export interface FieldIds {
  readonly id: string;
  /** For aria-describedby; undefined where there is neither hint nor error. */
  readonly describedBy: string | undefined;
}

export function Field(
  props: FieldProps & { readonly control: (ids: () => FieldIds) => JSX.Element },
): JSX.Element {
  const id = createUniqueId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const ids = (): FieldIds => {
    const described = [props.error && errorId, props.hint && hintId].filter(Boolean);
    return { id, describedBy: described.length === 0 ? undefined : described.join(" ") };
  };
  return (
    <div class="lk-field">
      <label class="lk-field-label" for={id}>
        {props.label}
      </label>
      {props.control(ids)}
      <div aria-live="polite">
        <Show when={props.error}>
          <p class="lk-field-error" id={errorId}>
            <Icon icon={invalidIcon} size={16} />
            <span>{props.error}</span>
          </p>
        </Show>
      </div>
      <Show when={props.hint}>
        <p class="lk-field-hint" id={hintId}>
          {props.hint}
        </p>
      </Show>
    </div>
  );
}
