import { describe, expect, it } from "vitest";
import { lastCallIn } from "../../../extension/call/session/last-call.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";

function storage() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}
const call = { identity: keyIdOf(1), microphone: true, camera: false };

describe("the call that a tab was in", () => {
  it("is known to the page that is loaded next", () => {
    const tab = storage();
    lastCallIn(tab, "wss://a.example", "room").write(call);
    expect(lastCallIn(tab, "wss://a.example", "room").read()).toEqual(call);
  });

  it("is of one room at one server", () => {
    const tab = storage();
    lastCallIn(tab, "wss://a.example", "room").write(call);
    expect(lastCallIn(tab, "wss://a.example", "other").read()).toBeNull();
    expect(lastCallIn(tab, "wss://b.example", "room").read()).toBeNull();
  });

  it("is forgotten when the person leaves", () => {
    const tab = storage();
    const store = lastCallIn(tab, "wss://a.example", "room");
    store.write(call);
    store.write(null);
    expect(store.read()).toBeNull();
    expect(tab.items.size).toBe(0);
  });

  it("is none where the storage holds something else", () => {
    const tab = storage();
    const store = lastCallIn(tab, "wss://a.example", "room");
    store.write(call);
    for (const text of ["", "[]", "5", '{"identity":"nobody"}', "{"]) {
      for (const key of tab.items.keys()) tab.items.set(key, text);
      expect(store.read()).toBeNull();
    }
  });

  it("holds no secret", () => {
    const tab = storage();
    lastCallIn(tab, "wss://a.example", "room").write(call);
    expect(JSON.parse([...tab.items.values()][0]!)).toEqual(call);
  });
});
