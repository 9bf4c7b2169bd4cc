import type { Database } from "./database.ts";
import type { StorageArea } from "./ports.ts";

/** Where values were kept by versions before this one. */
export interface FormerArea extends Pick<StorageArea, "get"> {
  remove(key: string): Promise<void>;
}

/** Named values in the database. What is still in the former place is moved when it is first read. */
export function openValueStore({ run }: Database, former: FormerArea): StorageArea {
  const write = (key: string, value: unknown): Promise<void> =>
    run(async (db) => {
      await db.put("values", value, key);
    });
  return {
    async get(key) {
      const found = await run((db) => db.get("values", key));
      if (found !== undefined) return found;
      const moved = await former.get(key);
      if (moved === undefined) return undefined;
      // First here, then away there: stopped in between, it is moved again, and nothing is lost.
      await write(key, moved);
      await former.remove(key);
      return moved;
    },
    set: write,
  };
}
