// One line of text.

import type { JSX } from "solid-js";
import { Field, type FieldProps } from "./field.tsx";

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: "text" | "url" | "password" | "search" | undefined;
  readonly placeholder?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly maxLength?: number | undefined;
  /** For keys, ids and links: monospaced, no spell checking. */
  readonly mono?: boolean | undefined;
  /** "off" where left out: nothing typed here should be kept by the browser. */
  readonly autocomplete?: string | undefined;
  readonly ref?: ((element: HTMLInputElement) => void) | undefined;
}

export function TextField(props: TextFieldProps): JSX.Element {
  return (
    <Field
      label={props.label}
      hint={props.hint}
      error={props.error}
      control={(ids) => (
        <input
          ref={(element) => props.ref?.(element)}
          id={ids().id}
          class="lk-input"
          classList={{ "lk-input-mono": props.mono ?? false }}
          type={props.type ?? "text"}
          value={props.value}
          placeholder={props.placeholder}
          required={props.required ?? false}
          disabled={props.disabled ?? false}
          maxLength={props.maxLength}
          autocomplete={props.autocomplete ?? "off"}
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
