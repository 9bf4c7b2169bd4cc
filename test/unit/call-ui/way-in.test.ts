import { describe, expect, it } from "vitest";
import { asked, button, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();

describe("the way in", { timeout: 60_000 }, () => {
  it("can be left at every step, and keeps the preview playing", async () => {
    await on("lobby", {}, async (page) => {
      await page.evaluate(() => Object.assign(window, { before: document.querySelector("video") }));
      for (const scene of ["connecting", "approval", "waiting-nobody", "entering"]) {
        await page.evaluate((name) => window.preview.show(name), scene);
        await button(page, "Cancel").click();
        expect(await page.locator("[aria-current=step]").count()).toBe(1);
      }
      expect(await asked(page)).toEqual(Array.from({ length: 4 }, () => ["cancel"]));
      const isSame = await page.evaluate(
        () => (window as { before?: unknown }).before === document.querySelector("video"),
      );
      expect(isSame).toBe(true);
    });
  });

  it("moves the focus to the heading of what comes next", async () => {
    await on("lobby", {}, async (page) => {
      await button(page, "Join").focus();
      for (const [scene, heading] of [
        ["approval", "Waiting for approval"],
        ["call-2", "Room of Bob"],
        ["left", "You left the call"],
        ["lobby", "Join the call"],
      ] as const) {
        await page.evaluate((name) => window.preview.show(name), scene);
        const focused = await page.evaluate(() => document.activeElement?.textContent);
        expect([scene, focused]).toEqual([scene, heading]);
      }
    });
  });
});
