// A key as people meet it everywhere: its picture, the name that this wallet gives it, its id, and
// what is known about it in words.

import { Show, type JSX } from "solid-js";
import { KeyId } from "./key-id.tsx";
import { KeyPicture } from "./key-picture.tsx";
import { StateWord, type StateTone } from "./state-word.tsx";
import "./key-line.css";

export interface KeyLineProps {
  readonly keyId: string;
  /** The petname; without it the id stands alone. */
  readonly name?: string | undefined;
  readonly state?: { readonly text: string; readonly tone: StateTone } | undefined;
  /** Picture height in CSS pixels; 48 where left out. */
  readonly size?: number | undefined;
  readonly short?: boolean | undefined;
  /** Buttons at the end of the line. */
  readonly actions?: JSX.Element;
}

export function KeyLine(props: KeyLineProps): JSX.Element {
  return (
    <div class="lk-key-line">
      <KeyPicture keyId={props.keyId} size={props.size ?? 48} />
      <div class="lk-key-line-text">
        <Show when={props.name}>
          <strong class="lk-key-line-name" dir="auto">
            {props.name}
          </strong>
        </Show>
        <KeyId keyId={props.keyId} short={props.short} />
        <Show when={props.state}>
          {(state) => <StateWord tone={state().tone}>{state().text}</StateWord>}
        </Show>
      </div>
      <Show when={props.actions}>
        {(actions) => <div class="lk-key-line-actions">{actions()}</div>}
      </Show>
    </div>
  );
}
