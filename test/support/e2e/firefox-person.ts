import type { Page } from "puppeteer-core";
import type { FirefoxProfile } from "../browser/firefox-profile.ts";

/** Somebody who uses Firefox, with one key. */
export interface FirefoxPerson {
  readonly name: string;
  readonly profile: FirefoxProfile;
  /** As *Allowed keys* takes it. */
  readonly keyId: string;
}

interface WalletList {
  readonly value: readonly { readonly keyId: string }[];
}

const button = (name: string): string => `aria/${name}[role="button"]`;

/** Generates a key in an empty wallet. */
export async function firefoxPerson(name: string, profile: FirefoxProfile): Promise<FirefoxPerson> {
  const popup = await profile.visit("popup/index.html");
  await popup.locator("aria/Name").fill(name);
  await popup.locator(button("Generate key")).click();
  await popup.locator(button("Copy public key")).wait();
  // The clipboard of a headless Firefox is nobody's to read: the wallet is asked as the popup asks.
  const keyId = await popup.evaluate(async () => {
    const { browser } = globalThis as unknown as {
      browser: { runtime: { sendMessage: (message: unknown) => Promise<WalletList> } };
    };
    const answer = await browser.runtime.sendMessage({ request: "wallet/list", params: null });
    return answer.value[0]?.keyId ?? "";
  });
  await popup.close();
  return { name, profile, keyId };
}

/** Pastes the link, joins and approves; in the call when it resolves. */
export async function joinInFirefox({ profile }: FirefoxPerson, link: string): Promise<Page> {
  const popup = await profile.visit("popup/index.html");
  await popup.locator("aria/Room link").fill(link);
  await popup.locator(button("Join room")).click();
  const tab = await profile.page("call/index.html");
  await tab.locator(button("Join")).click();
  const approval = await profile.page("approval/index.html");
  await approval.locator(button("Approve")).wait();
  await approval.waitForSelector('button:not([aria-disabled="true"])::-p-text(Approve)');
  await approval.locator(button("Approve")).click();
  await tab.locator(button("Leave")).wait();
  return tab;
}
