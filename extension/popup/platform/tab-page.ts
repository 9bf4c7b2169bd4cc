import { browser } from "../../shared/browser.ts";
import { type TabView, tabViews } from "../popup-deps.ts";
import type { View } from "../popup-state.ts";

export function openInTab(view: TabView): void {
  const url = browser.runtime.getURL(`extension/popup/tab.html#${view}`);
  void browser.tabs.create({ url }).then(() => window.close());
}

export function viewOfHash(hash: string): View {
  return tabViews.find((view) => hash === `#${view}`) ?? "home";
}
