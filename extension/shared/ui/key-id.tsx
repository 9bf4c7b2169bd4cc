// A key id for reading: groups of four characters apart by space, not by characters, so that what
// one selects and copies is the id itself.

import { For, Show, type JSX } from "solid-js";
import "./key-id.css";

export interface KeyIdProps {
  readonly keyId: string;
  /** Only the first twelve characters, for narrow places; the whole id is the tooltip. */
  readonly short?: boolean | undefined;
}

const prefix = "SHA256:";
const groupLength = 4;
const shortLength = 12;

export function KeyId(props: KeyIdProps): JSX.Element {
  const groups = (): string[] => {
    const digits = props.keyId.slice(prefix.length);
    const shown = props.short ? digits.slice(0, shortLength) : digits;
    return shown.match(new RegExp(`.{1,${groupLength}}`, "g")) ?? [];
  };
  return (
    <code class="lk-key-id" dir="ltr" translate="no" title={props.short ? props.keyId : undefined}>
      <span class="lk-key-id-prefix">{prefix}</span>
      <For each={groups()}>
        {(group) => (
          <>
            <wbr />
            <span class="lk-key-id-group">{group}</span>
          </>
        )}
      </For>
      <Show when={props.short}>…</Show>
    </code>
  );
}
