/** A list that keeps the newest `max` of what is added, and knows how many it has dropped. */
export interface History<Item> {
  readonly items: () => readonly Item[];
  readonly dropped: () => number;
  readonly add: (item: Item) => void;
}

export function createHistory<Item>(max: number): History<Item> {
  const items: Item[] = [];
  let dropped = 0;
  return {
    items: () => items,
    dropped: () => dropped,
    add: (item) => {
      items.push(item);
      if (items.length <= max) return;
      items.shift();
      dropped += 1;
    },
  };
}
