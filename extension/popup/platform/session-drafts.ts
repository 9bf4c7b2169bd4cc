import { browser } from "../../shared/browser.ts";
import { parseDraft } from "../new-room-draft.ts";
import type { DraftStore } from "../popup-deps.ts";

const key = "popup/new-room";

/** In the browser's memory: gone with the session, never on the disk. */
export const sessionDrafts: DraftStore = {
  load: async () => {
    const stored = await browser.storage.session.get(key);
    return parseDraft(stored[key]);
  },
  save: async (draft) => {
    if (draft === null) await browser.storage.session.remove(key);
    else await browser.storage.session.set({ [key]: draft });
  },
};
