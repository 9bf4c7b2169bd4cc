import type { LayoutMode } from "./components/layout/stage.ts";

/** What a person chose on this page, for the next call too. Nothing of it leaves the browser. */
export interface Preferences {
  readonly layout: LayoutMode;
  /** Shortcuts of one letter: whoever dictates or uses a switch may want none. */
  readonly singleKeys: boolean;
  /** Everything over a relay: the others in a call see its address. */
  readonly hidesAddress: boolean;
}

export const firstPreferences: Preferences = {
  layout: "grid",
  singleKeys: true,
  hidesAddress: false,
};

/** Where they are kept: a port. Reading and writing never throws. */
export interface PreferenceStore {
  readonly read: () => Preferences;
  readonly write: (preferences: Preferences) => void;
}

const place = "call-preferences";

/** In the page's own storage: read at once, before anything is drawn. */
export function preferencesIn(storage: Pick<Storage, "getItem" | "setItem">): PreferenceStore {
  return {
    read: () => {
      try {
        return parsePreferences(JSON.parse(storage.getItem(place) ?? "{}"));
      } catch {
        return firstPreferences;
      }
    },
    write: (preferences) => {
      try {
        storage.setItem(place, JSON.stringify(preferences));
      } catch {
        // Full, or switched off: then they last as long as the page.
      }
    },
  };
}

function parsePreferences(value: unknown): Preferences {
  if (typeof value !== "object" || value === null) return firstPreferences;
  const fields = value as Readonly<Record<string, unknown>>;
  return {
    layout: fields["layout"] === "speaker" ? "speaker" : "grid",
    singleKeys: fields["singleKeys"] !== false,
    hidesAddress: fields["hidesAddress"] === true,
  };
}
