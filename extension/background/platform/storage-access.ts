import browser from "webextension-polyfill";

interface WithAccessLevel {
  setAccessLevel?(options: { accessLevel: "TRUSTED_CONTEXTS" }): Promise<void>;
}

/**
 * Recent rooms hold the secrets of their links: no script on a web page may read them, not even
 * ours, since a page may break out of its renderer into it. Chromium only; Firefox has no such
 * switch, and gives storage to our content script alone.
 */
export async function keepFromContentScripts(): Promise<void> {
  // The polyfill's types do not have it yet.
  const local = browser.storage.local as WithAccessLevel;
  await local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
}
