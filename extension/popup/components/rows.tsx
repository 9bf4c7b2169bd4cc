// A list whose rows keep their elements, and with them the focus and what is open, while the things
// they show are read anew.

import { createMemo, For, Show, type Accessor, type JSX } from "solid-js";

export interface RowsProps<Item extends object> {
  readonly items: readonly Item[];
  /** What stays the same of an item that stays. */
  readonly by: (item: Item) => string;
  readonly children: (item: Accessor<Item>) => JSX.Element;
}

export function Rows<Item extends object>(props: RowsProps<Item>): JSX.Element {
  const names = () => props.items.map((item) => props.by(item));
  const found = createMemo(() => new Map(props.items.map((item) => [props.by(item), item])));
  return (
    <For each={names()}>
      {(name) => <Show when={found().get(name)}>{(item) => props.children(item)}</Show>}
    </For>
  );
}
