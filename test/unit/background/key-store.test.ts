// Node has no IndexedDB: this brings one that clones values as browsers do, CryptoKeys included.
// oxlint-disable-next-line import/no-unassigned-import -- it becomes part of the platform
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openDatabase } from "../../../extension/background/database.ts";
import { openKeyStore } from "../../../extension/background/key-store.ts";
import { createWallet } from "../../../extension/background/wallet.ts";
import { testTimeMs } from "../../support/protocol/room-facts.ts";

const clock = { now: () => testTimeMs };

test("keeps keys as handles that sign after the database was opened anew", async () => {
  const alice = await createWallet({ keys: openKeyStore(openDatabase()), clock }).generate("Alice");
  const again = openKeyStore(openDatabase());
  const stored = await again.get(alice.keyId);
  expect(stored?.privateKey.extractable).toBe(false);
  const data = new Uint8Array(8);
  const signature = await crypto.subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    stored!.privateKey,
    data,
  );
  expect(signature.byteLength).toBe(64);
  expect((await createWallet({ keys: again, clock }).list()).map(({ keyId }) => keyId)).toContain(
    alice.keyId,
  );
});

test("adds a key once, and renames and removes only what is there", async () => {
  const keys = openKeyStore(openDatabase());
  const bob = await createWallet({ keys, clock }).generate("Bob");
  const stored = (await keys.get(bob.keyId))!;
  expect(await keys.add({ ...stored, name: "Eve" })).toBe(false);
  expect((await keys.get(bob.keyId))?.name).toBe("Bob");
  expect(await keys.rename(bob.keyId, "Robert")).toBe(true);
  expect((await keys.get(bob.keyId))?.name).toBe("Robert");
  expect(await keys.remove(bob.keyId)).toBe(true);
  expect(await keys.remove(bob.keyId)).toBe(false);
  expect(await keys.rename(bob.keyId, "X")).toBe(false);
  expect(await keys.get(bob.keyId)).toBeNull();
});

test("of two adds of one key at once, one stores it", async () => {
  const keys = openKeyStore(openDatabase());
  const carol = await createWallet({ keys, clock }).generate("Carol");
  const stored = (await keys.get(carol.keyId))!;
  await keys.remove(carol.keyId);
  const outcomes = await Promise.all([keys.add(stored), openKeyStore(openDatabase()).add(stored)]);
  expect(outcomes.toSorted((a, b) => Number(a) - Number(b))).toEqual([false, true]);
});

test("a failing database is said to be the storage's fault", async () => {
  const keys = openKeyStore(openDatabase());
  const notCloneable = { keyId: "x", privateKey: () => undefined } as never;
  await expect(keys.add(notCloneable)).rejects.toMatchObject({ code: "storage/failed" });
});
