import browser from "webextension-polyfill";
import { pagePaths } from "./pages.ts";
import type { ApprovalWindow } from "./ports.ts";

// A window of its own, not the popup: that closes at the first click elsewhere, and a page can
// neither lie over a window nor know where it is.

const size = { width: 480, height: 720 };

export const approvalWindow: ApprovalWindow = {
  async open() {
    const url = browser.runtime.getURL(pagePaths.approval);
    const window = await browser.windows.create({ type: "popup", url, ...size, focused: true });
    const tabId = window.tabs?.[0]?.id;
    if (tabId === undefined) throw new Error("the approval window has no tab");
    return tabId;
  },
  async focus(tabId) {
    try {
      const { windowId } = await browser.tabs.get(tabId);
      if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    } catch {
      // Just closed; that it has gone comes as an event of its own.
    }
  },
  async close(tabId) {
    try {
      await browser.tabs.remove(tabId);
    } catch {
      // Closed already.
    }
  },
};
