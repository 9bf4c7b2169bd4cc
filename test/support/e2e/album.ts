import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** Pictures of screens, numbered in the order in which they were taken. */
export interface Album {
  readonly take: (page: Page, name: string) => Promise<void>;
  /** Once in light and once in dark. */
  readonly takeBoth: (page: Page, name: string) => Promise<void>;
}

/** Begins an empty album: pictures of an earlier run are removed. */
export function createAlbum(folder: string): Album {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  const take = async (page: Page, name: string): Promise<void> => {
    count += 1;
    const path = join(folder, `${String(count).padStart(2, "0")}-${name}.png`);
    // Nothing should look pressed or hovered.
    await page.mouse.move(0, 0);
    // CSS transitions are brought to their end, so that no picture is of something half faded.
    await page.screenshot({ path, animations: "disabled" });
  };
  return {
    take,
    takeBoth: async (page, name) => {
      await take(page, name);
      await page.emulateMedia({ colorScheme: "dark" });
      await take(page, `${name}-dark`);
      await page.emulateMedia({ colorScheme: null });
    },
  };
}
