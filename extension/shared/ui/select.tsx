// One of many, as the system's own list. For two to four that one should compare: Choice.

import { For, type JSX } from "solid-js";
import { Field, type FieldProps } from "./field.tsx";

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
}

export function Select<Value extends string>(props: SelectProps<Value>): JSX.Element {
  const choose = (index: number): void => {
    const option = props.options[index];
    if (option) props.onChange(option.value);
  };
  return (
    <Field
      label={props.label}
      hint={props.hint}
      error={props.error}
      control={(ids) => (
        <select
          id={ids().id}
          class="lk-input"
          disabled={props.disabled ?? false}
          aria-invalid={props.error ? "true" : undefined}
          aria-describedby={ids().describedBy}
          onChange={(event) => choose(event.currentTarget.selectedIndex)}
        >
          <For each={props.options}>
            {(option) => (
              <option value={option.value} selected={option.value === props.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
      )}
    />
  );
}
