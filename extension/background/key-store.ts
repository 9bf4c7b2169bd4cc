import type { Database } from "./database.ts";
import type { KeyStore } from "./ports.ts";

/** Identities with the handles of their private keys. */
export function openKeyStore({ run }: Database): KeyStore {
  return {
    all: () => run((db) => db.getAll("identities")),
    get: (keyId) => run(async (db) => (await db.get("identities", keyId)) ?? null),
    add: (key) =>
      run(async (db) => {
        // One transaction for look and write, on the disk before it counts: nobody may be shown a
        // key as theirs that a power cut takes back.
        const change = db.transaction("identities", "readwrite", { durability: "strict" });
        const isNew = (await change.store.getKey(key.keyId)) === undefined;
        if (isNew) await change.store.add(key);
        await change.done;
        return isNew;
      }),
    rename: (keyId, name) =>
      run(async (db) => {
        const change = db.transaction("identities", "readwrite");
        const found = await change.store.get(keyId);
        if (found) await change.store.put({ ...found, name });
        await change.done;
        return found !== undefined;
      }),
    remove: (keyId) =>
      run(async (db) => {
        const change = db.transaction("identities", "readwrite", { durability: "strict" });
        const isThere = (await change.store.getKey(keyId)) !== undefined;
        if (isThere) await change.store.delete(keyId);
        await change.done;
        return isThere;
      }),
  };
}
