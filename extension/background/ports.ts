import type { KeyId } from "../../protocol/public-key.ts";
import type { Identity } from "../shared/identity.ts";
import type { BackgroundEvent } from "../shared/requests.ts";

/** What the background needs of the world; platform/ has the real ones, test/support the fakes. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** One area of the browser's storage. Rejects where the browser cannot write. */
export interface StorageArea {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** An identity with the handle of its private key, which cannot be exported. */
export interface StoredKey extends Identity {
  readonly privateKey: CryptoKey;
}

/** Rejects with AppError `storage/failed`. */
export interface KeyStore {
  all(): Promise<readonly StoredKey[]>;
  get(keyId: KeyId): Promise<StoredKey | null>;
  /** False, and nothing is stored, where the key is there already. */
  add(key: StoredKey): Promise<boolean>;
  /** False where there is no such key. */
  rename(keyId: KeyId, name: string): Promise<boolean>;
  remove(keyId: KeyId): Promise<boolean>;
}

/** `url` only of this extension's own pages: that needs no permission, others would. */
export interface Tab {
  readonly id: number;
  readonly url: string | null;
}

export interface Tabs {
  all(): Promise<readonly Tab[]>;
  /** `page`: a path within the extension. Gives the tab's id before the page is there. */
  open(page: string): Promise<number>;
  focus(tabId: number): Promise<void>;
}

/** The one window that shows what will be signed; named by the id of its only tab. */
export interface ApprovalWindow {
  open(): Promise<number>;
  focus(tabId: number): Promise<void>;
  close(tabId: number): Promise<void>;
}

export interface Badge {
  /** Waiting requests; 0 shows nothing. */
  show(count: number): void;
}

export interface Alarm {
  /** Wakes the background at this time, also out of its sleep. Null: not at all. */
  wakeAt(timeMs: number | null): void;
}

/** The right to run the content script on the room pages of one host, and its registration. */
export interface RoomPages {
  isPermitted(host: string): Promise<boolean>;
  registered(): Promise<readonly string[]>;
  register(host: string): Promise<void>;
  unregister(host: string): Promise<void>;
}

export type Tell = (event: BackgroundEvent) => void;

export interface Ports {
  /** This extension's id and the URL its pages begin with, ending in a slash. */
  readonly own: { readonly id: string; readonly baseUrl: string };
  readonly clock: Clock;
  readonly keys: KeyStore;
  readonly local: StorageArea;
  readonly session: StorageArea;
  readonly tabs: Tabs;
  readonly window: ApprovalWindow;
  readonly badge: Badge;
  readonly alarm: Alarm;
  readonly roomPages: RoomPages;
  readonly tell: Tell;
}
