// The browser's own API, for pages. Firefox calls it `browser`, Chromium `chrome`, and in manifest 3
// both answer with promises. webextension-polyfill also lets listeners answer with promises, which
// the background needs and no page does: it would be a seventh of the approval window.

import type polyfill from "webextension-polyfill";

type BrowserApi = typeof polyfill;
interface ApiNames {
  readonly browser?: BrowserApi;
  readonly chrome?: BrowserApi;
}
const { browser: firefox, chrome: chromium } = globalThis as ApiNames;

export const browser = (firefox ?? chromium) as BrowserApi;
