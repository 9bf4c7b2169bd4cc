import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { usePreview } from "../../support/preview-call/use-preview.ts";
import { problems, scenes } from "../../support/preview-call/scenes.ts";

const on = usePreview();

describe("every screen of the call tab", { timeout: 180_000 }, () => {
  it.each([
    { width: 360, height: 740, scheme: "light" },
    { width: 1440, height: 900, scheme: "dark" },
  ] as const)("is no barrier at $width px, $scheme", async (look) => {
    await on("lobby", look, async (page) => {
      for (const scene of Object.keys(scenes)) {
        await page.evaluate((name) => window.preview.show(name), scene);
        expect([scene, await accessibilityViolations(page)]).toEqual([scene, []]);
      }
    });
  });

  it("fits into narrow and wide windows without scrolling sideways", async () => {
    await on("lobby", {}, async (page) => {
      for (const width of [320, 360, 600, 800, 1024, 1440, 1920]) {
        await page.setViewportSize({ width, height: 720 });
        const overflowing = await page.evaluate(
          (names) =>
            names.filter((name) => {
              window.preview.show(name);
              return document.documentElement.scrollWidth > window.innerWidth;
            }),
          Object.keys(scenes),
        );
        expect([width, overflowing]).toEqual([width, []]);
      }
    });
  });

  it("says each problem in the lobby without a barrier", async () => {
    await on("lobby", { width: 360, height: 740 }, async (page) => {
      for (const problem of problems) {
        const stage = { stage: "lobby", problem } as const;
        await page.evaluate((value) => window.preview.change({ stage: value }), stage);
        expect([problem, await accessibilityViolations(page)]).toEqual([problem, []]);
      }
    });
  });
});
