import type { Page } from "puppeteer-core";
import { fill, press, untilButton } from "../browser/firefox-hands.ts";
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

/** Generates a key in an empty wallet. */
export async function firefoxPerson(name: string, profile: FirefoxProfile): Promise<FirefoxPerson> {
  const popup = await profile.visit("popup/index.html");
  await fill(popup, "Name", name);
  await press(popup, "Generate key");
  await untilButton(popup, "Copy public key");
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
  await fill(popup, "Room link", link);
  await press(popup, "Join room");
  const tab = await profile.page("call/index.html");
  await press(tab, "Join");
  const approval = await profile.page("approval/index.html");
  await press(approval, "Approve");
  await untilButton(tab, "Leave");
  return tab;
}
