import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { findFirefox } from "../../../scripts/steps/programs.mjs";
import { builtFolder } from "../build/built-extension.ts";

/** A Firefox of one person: own empty profile, the built extension loaded, fake devices allowed. */
export interface FirefoxProfile {
  /** Opens a page of the extension, such as `popup/index.html`. */
  readonly visit: (name: string) => Promise<Page>;
  /** The page of the extension that something else opened, once it is there. */
  readonly page: (name: string) => Promise<Page>;
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
    const url = (name: string): string => `moz-extension://${extensionUuid}/extension/${name}`;
    const page = (name: string): Promise<Page> => pageAt(browser, url(name));
    return {
      page,
      visit: async (name) => {
        const blank = await browser.newPage();
        // Never settles for a page of an extension (puppeteer issue 14314): it is there all the same.
        blank.goto(url(name)).catch(() => undefined);
        return page(name);
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Asks every page where it is: Firefox tells of no navigation to an extension's page. */
async function pageAt(browser: Browser, address: string): Promise<Page> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    for (const page of await browser.pages()) {
      if ((await placeOf(page)).startsWith(`complete ${address}`)) return page;
    }
    await wait(100);
  }
  throw new Error(`no page came to ${address}`);
}

/** Empty where the page does not answer: it may be on its way. */
function placeOf(page: Page): Promise<string> {
  const place = page.evaluate(() => `${document.readyState} ${location.href}`).catch(() => "");
  return Promise.race([place, wait(1_000, "", { ref: false })]);
}

function idOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    readonly browser_specific_settings: { readonly gecko: { readonly id: string } };
  };
  return manifest.browser_specific_settings.gecko.id;
}
