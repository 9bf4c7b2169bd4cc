import browser from "webextension-polyfill";
import { t } from "../../shared/i18n.ts";

export const joinMenuItem = "join";

/** *Join with Latchkey* on links that may be room links. The browser keeps it over restarts. */
export async function createLinkMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: joinMenuItem,
    title: t("menuJoin"),
    contexts: ["link"],
    targetUrlPatterns: ["https://*/r/*", "http://localhost/r/*", "http://127.0.0.1/r/*"],
  });
}
