// One of a few, all visible: a radio group, as a list with hints or as segments in one line.

import { createUniqueId, For, Show, type JSX } from "solid-js";
import "./choice.css";

export interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly ChoiceOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** "list" where left out; "segments" shows no hints. */
  readonly look?: "list" | "segments" | undefined;
  readonly disabled?: boolean | undefined;
}

export function Choice<Value extends string>(props: ChoiceProps<Value>): JSX.Element {
  const name = createUniqueId();
  const look = (): string => props.look ?? "list";
  return (
    <fieldset class="lk-choice" role="radiogroup" disabled={props.disabled ?? false}>
      <legend class="lk-choice-label">{props.label}</legend>
      <div class={`lk-choice-${look()}`}>
        <For each={props.options}>
          {(option, index) => (
            <label class="lk-choice-option">
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={option.value === props.value}
                aria-describedby={
                  option.hint && look() === "list" ? `${name}-${index()}` : undefined
                }
                onChange={() => props.onChange(option.value)}
              />
              <span>{option.label}</span>
              <Show when={look() === "list" && option.hint}>
                <span class="lk-choice-hint" id={`${name}-${index()}`} aria-hidden="true">
                  {option.hint}
                </span>
              </Show>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
