import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { openPreviewBrowser, type PreviewBrowser, type PreviewLook } from "./open-preview.ts";

/** Uses a page that shows a scene of scenes.ts; fails where the page complains of anything. */
export type OnScene = <Result>(
  scene: string,
  look: PreviewLook,
  use: (page: Page) => Promise<Result>,
) => Promise<Result>;

/**
 * The call tab's screens in a real Chromium, with fake people, under the extension's own content
 * security policy. One browser for the test file that calls this.
 */
export function usePreview(): OnScene {
  let browser: PreviewBrowser;
  beforeAll(async () => {
    browser = await openPreviewBrowser();
  }, 120_000);
  afterAll(() => browser.close());
  return async (scene, look, use) => {
    const { page, context, complaints } = await browser.open(scene, look);
    try {
      const result = await use(page);
      expect(complaints).toEqual([]);
      return result;
    } finally {
      await context.close();
    }
  };
}

/** The actions that the page asked for so far: name, then arguments. */
export function asked(page: Page): Promise<unknown[][]> {
  return page.evaluate(() => window.preview.asked);
}

export function button(page: Page, name: string): Locator {
  return page.getByRole("button", { name, exact: true });
}

/** Reads again and again, as long as a busy machine may take. */
export function poll<Value>(read: () => Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(read, { timeout: 20_000 });
}
