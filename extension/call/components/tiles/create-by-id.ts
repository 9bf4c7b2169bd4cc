import { type Accessor, createMemo, untrack } from "solid-js";

/**
 * A list by the ids of its items: what is drawn for an item is made once, and lives as long as the
 * item is there, however the list is renewed. A tile made anew would show a black picture and cut
 * the voice; a notice made anew would be read out again.
 */
export function createById<Item extends object, Id extends string | number>(
  items: Accessor<readonly Item[]>,
  idOf: (item: Item) => Id,
): {
  readonly ids: Accessor<readonly Id[]>;
  /** The latest state of an item; the last one while what is drawn for it is taken away. */
  readonly item: (id: Id) => Accessor<Item>;
} {
  const ids = createMemo<readonly Id[]>(() => items().map(idOf), [], {
    equals: (before, after) =>
      before.length === after.length && before.every((id, index) => id === after[index]),
  });
  const item = (id: Id): Accessor<Item> => {
    const find = (): Item | undefined => items().find((each) => idOf(each) === id);
    // Untracked: whoever asks while drawing would be drawn anew whenever anybody comes or goes.
    const first = untrack(find);
    if (first === undefined) throw new Error("nothing has this id");
    return createMemo<Item>((before) => find() ?? before, first);
  };
  return { ids, item };
}
