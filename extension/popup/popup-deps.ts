import type { AskBackground, BackgroundEvent } from "../shared/requests.ts";
import type { DeriveBcrypt } from "./key-file/bcrypt.ts";
import type { NewRoomDraft } from "./new-room-draft.ts";

/** What the popup needs of the world; main.tsx hands it the real ones. */
export interface PopupDeps {
  readonly ask: AskBackground;
  /** Calls back until the returned function is called. */
  readonly listen: (listener: (event: BackgroundEvent) => void) => () => void;
  readonly pages: Pages;
  readonly permissions: ServerPermissions;
  readonly drafts: DraftStore;
  readonly deriveBcrypt: DeriveBcrypt;
}

/** Views that have an address of their own in the tab. */
export const tabViews = ["import", "new-room", "servers"] as const;
export type TabView = (typeof tabViews)[number];

export interface Pages {
  /**
   * Opens a view in a tab and closes the popup; null in the tab itself. Firefox closes a popup when
   * a file picker opens, and draws permission prompts below it, out of reach.
   */
  readonly openTab: ((view: TabView) => void) | null;
}

export interface ServerPermissions {
  /** Asks the person. Only from a click handler, before anything is awaited: browsers insist. */
  request(origin: string): Promise<boolean>;
}

/** Keeps what was typed while the popup is closed, since it closes when the person looks elsewhere. */
export interface DraftStore {
  /** Null where there is none, or what there is cannot be read. */
  load(): Promise<NewRoomDraft | null>;
  save(draft: NewRoomDraft | null): Promise<void>;
}
