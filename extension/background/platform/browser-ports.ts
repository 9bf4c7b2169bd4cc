import browser from "webextension-polyfill";
import { approvalWindow } from "../approval-window.ts";
import { openDatabase } from "../database.ts";
import { openKeyStore } from "../key-store.ts";
import type { Ports, StorageArea, Tabs } from "../ports.ts";
import { openValueStore } from "../value-store.ts";
import { browserAlarm } from "./browser-alarm.ts";
import { browserRoomPages } from "./browser-room-pages.ts";

/** The real world, for main.ts only. `onSoon`: what an alarm too near for the browser rings. */
export function browserPorts(onSoon: () => void): Ports {
  const database = openDatabase();
  return {
    own: { id: browser.runtime.id, baseUrl: browser.runtime.getURL("") },
    clock: { now: () => Date.now() },
    keys: openKeyStore(database),
    local: openValueStore(database, {
      ...area(browser.storage.local),
      remove: (key) => browser.storage.local.remove(key),
    }),
    session: area(browser.storage.session),
    tabs,
    window: approvalWindow,
    badge: {
      show: (count) => void browser.action.setBadgeText({ text: count === 0 ? "" : `${count}` }),
    },
    alarm: browserAlarm(onSoon),
    roomPages: browserRoomPages(),
    tell: (event) => {
      // Rejects where no page is open to hear it.
      browser.runtime.sendMessage(event).catch(() => undefined);
    },
  };
}

function area(storage: typeof browser.storage.local): StorageArea {
  return {
    get: async (key) => (await storage.get(key))[key],
    set: (key, value) => storage.set({ [key]: value }),
  };
}

const tabs: Tabs = {
  async all() {
    const found = await browser.tabs.query({});
    return found.flatMap(({ id, url }) => (id === undefined ? [] : [{ id, url: url ?? null }]));
  },
  async open(page) {
    const { id } = await browser.tabs.create({ url: browser.runtime.getURL(page) });
    return id ?? browser.tabs.TAB_ID_NONE;
  },
  async focus(tabId) {
    const { windowId } = await browser.tabs.update(tabId, { active: true });
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
  },
};
