import browser from "webextension-polyfill";
import { type Background, startBackground } from "./background.ts";
import { expiryAlarm } from "./platform/browser-alarm.ts";
import { browserPorts } from "./platform/browser-ports.ts";
import { createLinkMenu, joinMenuItem } from "./platform/link-menu.ts";

// Every listener, registered in the first turn: a worker that is woken by an event hears it only
// then. Each waits until the state of the worker's earlier life is there.

const ready = startBackground(browserPorts(() => hear((background) => background.onAlarm())));

browser.runtime.onMessage.addListener(
  async (message: unknown, sender: browser.Runtime.MessageSender) =>
    (await ready).onMessage(message, sender),
);
browser.tabs.onRemoved.addListener((tabId) => {
  hear((background) => background.onTabRemoved(tabId));
});
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === expiryAlarm) hear((background) => background.onAlarm());
});
browser.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }) => {
  if (menuItemId === joinMenuItem && linkUrl) {
    hear((background) => background.onLinkChosen(linkUrl));
  }
});
browser.permissions.onRemoved.addListener(() => {
  hear((background) => background.onServersInDoubt());
});
browser.runtime.onStartup.addListener(() => {
  hear((background) => background.onServersInDoubt());
});
browser.runtime.onInstalled.addListener(() => {
  hear(createLinkMenu);
  hear((background) => background.onServersInDoubt());
});

function hear(act: (background: Background) => Promise<void>): void {
  ready.then(act).catch((cause: unknown) => {
    console.error("latchkey:", cause instanceof Error ? cause.message : "an event was lost");
  });
}
