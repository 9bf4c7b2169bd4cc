import type { Page } from "playwright-core";
import type { ChromiumProfile } from "./chromium-profile.ts";

/** What lies on the clipboard of this browser; headless ones have each their own. */
export async function readClipboard({ browser }: ChromiumProfile, page: Page): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  try {
    await session.send("Browser.setPermission", {
      permission: { name: "clipboard-read" },
      setting: "granted",
      origin: new URL(page.url()).origin,
    });
  } finally {
    await session.detach();
  }
  return page.evaluate(() => navigator.clipboard.readText());
}
