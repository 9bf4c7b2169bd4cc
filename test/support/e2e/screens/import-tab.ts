import type { Locator, Page } from "playwright-core";
import type { ChromiumProfile } from "../../browser/chromium-profile.ts";
import { pasteClipboard } from "../../browser/clipboard.ts";
import { openPopup } from "./popup.ts";

/** The tab in which keys are imported: a popup would close under the file picker. */
export interface ImportTab {
  readonly page: Page;
  /** What it says went wrong, or well. */
  readonly notice: Locator;
  readonly importFile: (fileName: string, content: string | Buffer) => Promise<void>;
  /** Once the page has asked for it. */
  readonly tryPassphrase: (passphrase: string) => Promise<void>;
  readonly importText: (name: string, text: string) => Promise<void>;
  readonly copyPublicKey: () => Promise<string>;
}

/** Presses *Import key* in the popup, which closes, and follows it into the tab. */
export async function openImportTab(profile: ChromiumProfile): Promise<ImportTab> {
  const popup = await openPopup(profile);
  const [page] = await Promise.all([
    profile.context.waitForEvent("page"),
    popup.button("Import key").click(),
  ]);
  await page.getByRole("heading", { name: "Import key" }).waitFor();
  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
  return {
    page,
    notice: page.getByRole("alert").or(page.getByRole("status")).filter({ hasText: /\S/ }).first(),
    importFile: async (name, content) => {
      const buffer = Buffer.from(content);
      const mimeType = "application/octet-stream";
      await page.getByLabel("Key file").setInputFiles({ name, mimeType, buffer });
      await button("Import key").click();
    },
    tryPassphrase: async (passphrase) => {
      await page.getByLabel("Passphrase of the file").fill(passphrase);
      await button("Import key").click();
    },
    importText: async (name, text) => {
      await page.getByLabel("Or paste its text").fill(text);
      await page.getByLabel("Name", { exact: true }).fill(name);
      await button("Import key").click();
    },
    copyPublicKey: async () => {
      await button("Copy public key").click();
      return pasteClipboard(profile);
    },
  };
}
