import type { BackdropChoice } from "./backdrop-view.ts";
import type { BackdropStore } from "./filter-ports.ts";

const place = "call-backdrop";
const shelf = "pictures";
const pictureName = "background";
const choices: readonly string[] = ["none", "blur", "picture"] satisfies BackdropChoice[];

/** The choice in the page's own storage, to be read at once; the picture in IndexedDB. */
export function createBackdropStore(storage: Pick<Storage, "getItem" | "setItem">): BackdropStore {
  const open = async () => {
    const { openDB } = await import("idb");
    return openDB(place, 1, { upgrade: (database) => void database.createObjectStore(shelf) });
  };
  return {
    choice: () => {
      try {
        const kept = storage.getItem(place) ?? "";
        return choices.includes(kept) ? (kept as BackdropChoice) : "none";
      } catch {
        return "none";
      }
    },
    keepChoice: (choice) => {
      try {
        storage.setItem(place, choice);
      } catch {
        // Full, or switched off: then it lasts as long as the page.
      }
    },
    picture: async () => {
      try {
        const kept: unknown = await (await open()).get(shelf, pictureName);
        return kept instanceof Blob ? kept : null;
      } catch {
        return null;
      }
    },
    keepPicture: async (picture) => {
      await (await open()).put(shelf, picture, pictureName);
    },
  };
}
