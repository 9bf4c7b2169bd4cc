// oxlint-disable-next-line import/no-unassigned-import -- it becomes part of the platform
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openDatabase } from "../../../extension/background/database.ts";
import { type FormerArea, openValueStore } from "../../../extension/background/value-store.ts";

function formerArea(values: Map<string, unknown>): FormerArea {
  return {
    get: (key) => Promise.resolve(values.get(key)),
    remove: (key) => {
      values.delete(key);
      return Promise.resolve();
    },
  };
}

const nothing = formerArea(new Map());

test("keeps values after the database was opened anew", async () => {
  await openValueStore(openDatabase(), nothing).set("rooms", [{ id: 1 }]);
  expect(await openValueStore(openDatabase(), nothing).get("rooms")).toEqual([{ id: 1 }]);
});

test("does not know what nobody has stored", async () => {
  expect(await openValueStore(openDatabase(), nothing).get("unheard-of")).toBeUndefined();
});

test("moves what a former version stored elsewhere, once", async () => {
  const before = new Map<string, unknown>([["servers", ["a"]]]);
  const store = openValueStore(openDatabase(), formerArea(before));
  expect(await store.get("servers")).toEqual(["a"]);
  expect(before.size).toBe(0);
  await store.set("servers", ["a", "b"]);
  before.set("servers", ["old"]);
  expect(await store.get("servers")).toEqual(["a", "b"]);
});

test("leaves what a former version stored where it could not be moved", async () => {
  const before = new Map<string, unknown>([["broken", () => "no clone of this"]]);
  const store = openValueStore(openDatabase(), formerArea(before));
  await expect(store.get("broken")).rejects.toMatchObject({ code: "storage/failed" });
  expect(before.has("broken")).toBe(true);
});
