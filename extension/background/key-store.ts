import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { AppError } from "../shared/errors.ts";
import type { KeyStore, StoredKey } from "./ports.ts";

// IndexedDB, because it keeps a CryptoKey as a handle: the private key is in no value that
// JavaScript could read, and content scripts cannot open an extension's database.

interface Schema extends DBSchema {
  identities: { key: string; value: StoredKey };
}

const databaseName = "latchkey";
const version = 1;

export function openKeyStore(): KeyStore {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;

  function database(): Promise<IDBPDatabase<Schema>> {
    opened ??= openDB<Schema>(databaseName, version, {
      upgrade(db, oldVersion) {
        if (oldVersion < 1) db.createObjectStore("identities", { keyPath: "keyId" });
      },
      // A newer version of the extension wants to upgrade, or the browser gave the database up.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        opened = null;
      },
      terminated: () => {
        opened = null;
      },
    });
    // Not kept where it failed: the next try may find the disk with room again.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  }

  async function run<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await work(await database());
    } catch (cause) {
      throw new AppError("storage/failed", cause);
    }
  }

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
