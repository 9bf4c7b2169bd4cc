import { describe, expect, it } from "vitest";
import { asked, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();

describe("tiles", { timeout: 60_000 }, () => {
  it("names tiles after people and says what is known of them", async () => {
    await on("call-4", {}, async (page) => {
      const known = page.getByRole("group", { name: "Bob", exact: true });
      expect(await known.textContent()).toMatch(/confirmed \d\d:\d\d/);
      const stranger = page.getByRole("group", { name: "Carol", exact: true });
      const text = await stranger.textContent();
      expect(text).toContain("new key");
      expect(text).toContain("says: Carol");
      expect(text).toContain("microphone off");
      expect(await page.getByRole("group", { name: "Alice (you)" }).count()).toBe(1);
    });
  });

  it("asks for a fresh proof once, and not again while it waits", async () => {
    await on("call-2", {}, async (page) => {
      const confirm = page.getByRole("group", { name: "Bob" }).getByRole("button", {
        name: "Confirm identity",
        exact: true,
      });
      await confirm.click();
      await page.evaluate(() => window.preview.changePeer("peer-1", { confirming: "asked" }));
      await confirm.press("Enter");
      expect(await asked(page)).toEqual([["confirmIdentity", "peer-1"]]);
    });
  });

  it("offers no proof where there is no bound channel to ask over", async () => {
    await on("call-states", {}, async (page) => {
      for (const name of ["Bob", "Carol", "Dilan Öztürk"]) {
        const tile = page.getByRole("group", { name, exact: true }).first();
        const confirm = tile.getByRole("button", { name: "Confirm identity" });
        expect([name, await confirm.count()]).toEqual([name, 0]);
      }
    });
  });

  it("names the check that failed on the tile of who was refused", async () => {
    await on("call-states", {}, async (page) => {
      expect(await page.getByRole("group", { name: "Dilan Öztürk" }).textContent()).toContain(
        "The connection ends somewhere else than they signed for",
      );
    });
  });
});
