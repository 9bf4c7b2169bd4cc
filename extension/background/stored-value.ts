import { AppError } from "../shared/errors.ts";
import { createTurns } from "./in-turn.ts";
import type { StorageArea } from "./ports.ts";

/** One value in the browser's storage, read and written whole. Rejects with `storage/failed`. */
export interface StoredValue<T> {
  read(): Promise<T>;
  /** Changes come one after the other: two at once must not undo each other. */
  change(update: (before: T) => T): Promise<T>;
}

/** `read`: the value of what was found, which may be absent. */
export function storedValue<T>(
  area: StorageArea,
  key: string,
  read: (found: unknown) => T,
): StoredValue<T> {
  const inTurn = createTurns();

  async function load(): Promise<T> {
    return read(await orStorageFailed(area.get(key)));
  }

  return {
    read: load,
    change: (update) =>
      inTurn(async () => {
        const before = await load();
        const after = update(before);
        if (after !== before) await orStorageFailed(area.set(key, after));
        return after;
      }),
  };
}

async function orStorageFailed<T>(access: Promise<T>): Promise<T> {
  try {
    return await access;
  } catch (cause) {
    throw new AppError("storage/failed", cause);
  }
}
