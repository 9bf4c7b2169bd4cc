import { readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { findFirefox } from "../../../scripts/steps/programs.mjs";
import { builtFolder } from "../build/built-extension.ts";

/** A Firefox of one person: own empty profile, the built extension loaded, fake devices allowed. */
export interface FirefoxProfile {
  readonly browser: Browser;
  /** Address of a page of the extension, such as `popup/index.html`. */
  readonly url: (page: string) => string;
  /** The page whose address begins so, once there is one. */
  readonly page: (address: string) => Promise<Page>;
  readonly close: () => Promise<void>;
}

// Any will do: without this one it would be another in each profile.
const extensionUuid = "0f0c7a52-51c5-4f3c-9d1f-6a3b1f2e4d58";
const patienceMs = 20_000;

export async function openFirefoxProfile(): Promise<FirefoxProfile> {
  const executablePath = findFirefox();
  if (executablePath === undefined) throw new Error("there is no Firefox to test with");
  const folder = builtFolder("firefox");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: {
      "extensions.webextensions.uuids": JSON.stringify({ [idOf(folder)]: extensionUuid }),
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.autoplay.default": 0,
      // Both ends are on this machine; names of the local network are answered by nobody here.
      "media.peerconnection.ice.obfuscate_host_addresses": false,
      "media.peerconnection.ice.loopback": true,
      // Headless windows are never in front.
      "focusmanager.testmode": true,
    },
  });
  try {
    await browser.installExtension(folder);
    const page = async (address: string): Promise<Page> => {
      const target = await browser.waitForTarget((it) => it.url().startsWith(address), {
        timeout: patienceMs,
      });
      const opened = await target.page();
      if (opened === null) throw new Error(`${address} is no page`);
      return opened;
    };
    return {
      browser,
      url: (name) => `moz-extension://${extensionUuid}/extension/${name}`,
      page,
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function idOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    readonly browser_specific_settings: { readonly gecko: { readonly id: string } };
  };
  return manifest.browser_specific_settings.gecko.id;
}
