import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { AppError } from "../shared/errors.ts";
import type { StoredKey } from "./ports.ts";

// IndexedDB, because it keeps a CryptoKey as a handle: the private key is in no value that
// JavaScript could read. And because content scripts cannot open an extension's database: a page
// that breaks out of its renderer would find the secrets of room links in the browser's storage
// area, which Firefox cannot keep from them.

export interface Schema extends DBSchema {
  identities: { key: string; value: StoredKey };
  /** Everything else that lasts, each value whole under its name. */
  values: { key: string; value: unknown };
}

/** The one database. Rejects with AppError `storage/failed`. */
export interface Database {
  run<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T>;
}

const databaseName = "latchkey";
const version = 2;

export function openDatabase(): Database {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;

  function database(): Promise<IDBPDatabase<Schema>> {
    opened ??= openDB<Schema>(databaseName, version, {
      upgrade(db, oldVersion) {
        if (oldVersion < 1) db.createObjectStore("identities", { keyPath: "keyId" });
        if (oldVersion < 2) db.createObjectStore("values");
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

  return {
    async run(work) {
      try {
        return await work(await database());
      } catch (cause) {
        throw new AppError("storage/failed", cause);
      }
    },
  };
}
