// Several lines of text, such as pasted keys.

import type { JSX } from "solid-js";
import { Field, type FieldProps } from "./field.tsx";

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Visible lines; 4 where left out. */
  readonly rows?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** For keys, ids and links: monospaced, no spell checking. */
  readonly mono?: boolean | undefined;
  readonly ref?: ((element: HTMLTextAreaElement) => void) | undefined;
}

export function TextArea(props: TextAreaProps): JSX.Element {
  return (
    <Field
      label={props.label}
      hint={props.hint}
      error={props.error}
      control={(ids) => (
        <textarea
          ref={(element) => props.ref?.(element)}
          id={ids().id}
          class="lk-input"
          classList={{ "lk-input-mono": props.mono ?? false }}
          rows={props.rows ?? 4}
          value={props.value}
          placeholder={props.placeholder}
          required={props.required ?? false}
          disabled={props.disabled ?? false}
          autocomplete="off"
          spellcheck={!props.mono}
          dir="auto"
          aria-invalid={props.error ? "true" : undefined}
          aria-describedby={ids().describedBy}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}
