import type {
  Badge,
  KeyStore,
  Ports,
  RoomPages,
  StorageArea,
  StoredKey,
  Tab,
} from "../../../extension/background/ports.ts";
import type { BackgroundEvent } from "../../../extension/shared/requests.ts";

/** What outlives a worker: storage, tabs, windows, the clock. Each life starts with its `ports`. */
export interface FakeBrowser {
  readonly ports: Ports;
  readonly clock: { nowMs: number; now(): number };
  readonly tabs: FakeTabs;
  readonly local: FakeStorage;
  readonly session: FakeStorage;
  readonly keys: FakeKeyStore;
  readonly roomPages: FakeRoomPages;
  readonly told: BackgroundEvent[];
  readonly badge: { count: number };
  readonly alarm: { atMs: number | null };
  /** Windows that open wait for this; while null they open at once. */
  readonly window: { opensAfter: Promise<void> | null; fails: boolean; focused: number[] };
}

export interface FakeStorage extends StorageArea {
  readonly values: Map<string, string>;
  fails: boolean;
}

export interface FakeTabs {
  /** Opens a tab of the extension; `path` begins behind its base URL. */
  add(path: string): number;
  remove(tabId: number): void;
  readonly open: readonly Tab[];
  readonly focused: number[];
}

export interface FakeKeyStore extends KeyStore {
  readonly stored: Map<string, StoredKey>;
}

export interface FakeRoomPages extends RoomPages {
  readonly permitted: Set<string>;
  readonly scripts: Set<string>;
}

export const own = { id: "latchkey-id", baseUrl: "chrome-extension://latchkey-id/" };

export function createFakeBrowser(nowMs: number): FakeBrowser {
  const clock = { nowMs, now: () => clock.nowMs };
  const tabs: Tab[] = [];
  const focused: number[] = [];
  let lastTabId = 100;
  const add = (url: string): number => {
    tabs.push({ id: ++lastTabId, url });
    return lastTabId;
  };
  const remove = (tabId: number): void => {
    const at = tabs.findIndex(({ id }) => id === tabId);
    if (at !== -1) tabs.splice(at, 1);
  };
  const window: FakeBrowser["window"] = { opensAfter: null, fails: false, focused: [] };
  const told: BackgroundEvent[] = [];
  const badge = { count: 0 };
  const alarm: FakeBrowser["alarm"] = { atMs: null };
  const local = fakeStorage();
  const session = fakeStorage();
  const keys = fakeKeyStore();
  const roomPages = fakeRoomPages();
  const showBadge: Badge = {
    show: (count) => {
      badge.count = count;
    },
  };
  return {
    clock,
    local,
    session,
    keys,
    roomPages,
    told,
    badge,
    alarm,
    window,
    tabs: { add: (path) => add(own.baseUrl + path), remove, open: tabs, focused },
    ports: {
      own,
      clock,
      keys,
      local,
      session,
      roomPages,
      badge: showBadge,
      tabs: {
        all: () => Promise.resolve([...tabs]),
        open: (page) => Promise.resolve(add(own.baseUrl + page)),
        focus: (tabId) => {
          focused.push(tabId);
          return Promise.resolve();
        },
      },
      window: {
        async open() {
          await window.opensAfter;
          if (window.fails) throw new Error("no window");
          return add(`${own.baseUrl}extension/approval/index.html`);
        },
        focus: (tabId) => {
          window.focused.push(tabId);
          return Promise.resolve();
        },
        close: (tabId) => {
          remove(tabId);
          return Promise.resolve();
        },
      },
      alarm: {
        wakeAt: (timeMs) => {
          alarm.atMs = timeMs;
        },
      },
      tell: (event) => {
        told.push(event);
      },
    },
  };
}

/** Keeps JSON, as the browser's storage does: what has no JSON form would be lost there too. */
function fakeStorage(): FakeStorage {
  const values = new Map<string, string>();
  const storage: FakeStorage = {
    values,
    fails: false,
    get: (key) => {
      const found = values.get(key);
      return Promise.resolve(found === undefined ? undefined : (JSON.parse(found) as unknown));
    },
    set: (key, value) => {
      if (storage.fails) return Promise.reject(new Error("QUOTA_BYTES quota exceeded"));
      values.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
  return storage;
}

export function fakeKeyStore(): FakeKeyStore {
  const stored = new Map<string, StoredKey>();
  return {
    stored,
    all: () => Promise.resolve([...stored.values()]),
    get: (keyId) => Promise.resolve(stored.get(keyId) ?? null),
    add: (key) => {
      const isNew = !stored.has(key.keyId);
      if (isNew) stored.set(key.keyId, key);
      return Promise.resolve(isNew);
    },
    rename: (keyId, name) => {
      const found = stored.get(keyId);
      if (found) stored.set(keyId, { ...found, name });
      return Promise.resolve(found !== undefined);
    },
    remove: (keyId) => Promise.resolve(stored.delete(keyId)),
  };
}

function fakeRoomPages(): FakeRoomPages {
  const permitted = new Set<string>();
  const scripts = new Set<string>();
  return {
    permitted,
    scripts,
    isPermitted: (host) => Promise.resolve(permitted.has(host)),
    registered: () => Promise.resolve([...scripts]),
    register: (host) => {
      scripts.add(host);
      return Promise.resolve();
    },
    unregister: (host) => {
      scripts.delete(host);
      return Promise.resolve();
    },
  };
}
