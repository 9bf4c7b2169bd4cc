import { createRoot, createSignal } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { describe, expect, it } from "vitest";
import { createById } from "../../../extension/call/components/tiles/create-by-id.ts";

interface Item {
  readonly id: number;
  readonly text: string;
}
const item = (id: number, text = `text ${id}`): Item => ({ id, text });
const idOf = ({ id }: Item): number => id;

function inRoot(test: () => void): void {
  createRoot((dispose) => {
    test();
    dispose();
  });
}

// Tiles are made per id. A list of ids that changed with every audio level would make all tiles
// anew, many times a second: black pictures and cut voices.
describe("a list by the ids of its items", () => {
  it("keeps the ids the same while only what is known of the items changes", () => {
    inRoot(() => {
      const [items, setItems] = createSignal([item(1), item(2)]);
      const { ids, item: find } = createById(items, idOf);
      const before = ids();
      const first = find(1);
      setItems([item(1, "louder"), item(2)]);
      expect(ids()).toBe(before);
      expect(first().text).toBe("louder");
    });
  });

  it("shows an item as it was last while what is drawn for it is taken away", () => {
    inRoot(() => {
      const [items, setItems] = createSignal([item(1), item(2)]);
      const { ids, item: find } = createById(items, idOf);
      const second = find(2);
      setItems([item(1)]);
      expect(ids()).toEqual([1]);
      expect(second()).toEqual(item(2));
    });
  });

  // Solid's reconcile matches items by one key in the whole store. Where a list has another, it
  // writes the next item's content into the object of the one before.
  it("follows an item whose object in the store was given to another", () => {
    inRoot(() => {
      const [store, setStore] = createStore({ items: [item(1), item(2), item(3)] });
      const { item: find } = createById(() => store.items, idOf);
      const second = find(2);
      setStore(reconcile({ items: [item(2), item(3)] }, { key: "peerId" }));
      expect(second().text).toBe("text 2");
    });
  });
});
