import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { asked, button, usePreview } from "../../support/preview-call/use-preview.ts";
import { notices } from "../../support/preview-call/scenes.ts";

const on = usePreview();

describe("notices", { timeout: 60_000 }, () => {
  it("come into a live region that was there before them, and can be dismissed", async () => {
    await on("call-2", {}, async (page) => {
      const region = page.getByRole("region", { name: "Messages" }).locator("[aria-live=polite]");
      expect(await region.count()).toBe(1);
      await page.evaluate((value) => window.preview.change({ notices: value }), notices);
      expect(await accessibilityViolations(page)).toEqual([]);
      await button(page, "Dismiss: Bob joined").click();
      expect(await asked(page)).toEqual([["dismissNotice", 11]]);
      expect(await region.textContent()).not.toContain("Bob joined");
    });
  });

  it("go by themselves after six seconds, but not under the pointer", async () => {
    await on("call-2", {}, async (page) => {
      await page.clock.install();
      await page.evaluate(
        (value) => window.preview.change({ notices: value }),
        notices.slice(0, 2),
      );
      await page.getByText("Bob left").hover();
      await page.clock.runFor(6_100);
      expect(await asked(page)).toEqual([["dismissNotice", 11]]);
      await button(page, "Leave").hover();
      await page.clock.runFor(6_100);
      expect(await asked(page)).toEqual([
        ["dismissNotice", 11],
        ["dismissNotice", 12],
      ]);
    });
  });
});
