import { expect, test } from "vitest";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { asked, button, poll, usePreview } from "../../support/preview-call/use-preview.ts";

const onScene = usePreview();

test("the figures are asked for while the panel is open, and no longer", () =>
  onScene("call-mesh", {}, async (page) => {
    await button(page, "More").click();
    await button(page, "Statistics").click();
    const panel = page.getByRole("complementary", { name: "Statistics" });
    await panel.getByText("1.4 Mb/s").first().waitFor();
    await panel.getByText("640 × 360 · 20 frames/s · VP8").first().waitFor();
    await panel.getByText("direct · UDP").first().waitFor();
    await panel.getByText("over a relay · TCP").waitFor();
    await panel
      .getByRole("img", { name: /^Round trip in the last minute: between \d+ ?ms and \d+ ?ms$/ })
      .first()
      .waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await panel.getByRole("button", { name: "Close" }).click();
    const told = (await asked(page)).filter(([name]) => name === "watchStatistics");
    expect(told).toEqual([
      ["watchStatistics", true],
      ["watchStatistics", false],
    ]);
  }));

test("a badge says in words how somebody comes through, and opens the figures", () =>
  onScene("call-mesh", {}, async (page) => {
    const badge = button(page, "Connection poor: a part is lost on the way");
    const words = badge.getByText("Connection poor");
    expect(await words.isVisible()).toBe(false);
    await badge.hover();
    await words.waitFor();
    await page.mouse.move(0, 0);
    await poll(() => words.isVisible()).toBe(false);
    await badge.focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await words.waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Statistics" }).waitFor();
  }));

test("participants shows what does not work between others, and whose word it is", () =>
  onScene("call-mesh", {}, async (page) => {
    await button(page, "Participants").click();
    const troubles = page.getByRole("list", { name: "Trouble between others" });
    const lines = await troubles.getByRole("listitem").allTextContents();
    expect(lines.map((line) => line.trim())).toEqual([
      "Bob and Dilan Öztürk cannot hear or see each other. It is being repaired. Both say so.",
      "“Carol” cannot hear Bob. It is being repaired. “Carol” says so.",
      "Dilan Öztürk cannot see you. It is being repaired. Dilan Öztürk says so.",
    ]);
  }));

test("the limit of the machine is said once, until it is another", () =>
  onScene("call-mesh", {}, async (page) => {
    const title = page.getByText("This computer is at its limit");
    await title.waitFor();
    await button(page, "Got it").click();
    await title.waitFor({ state: "detached" });
    await page.evaluate(() =>
      window.preview.change({
        mesh: { quality: {}, troubles: [], limit: "network", statistics: null },
      }),
    );
    await page.getByText("Your connection is at its limit").waitFor();
  }));
