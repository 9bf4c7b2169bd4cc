import { describe, expect, it } from "vitest";
import { emptyCall } from "../../../extension/call/empty-call.ts";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { asked, button, poll, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();
const { media } = emptyCall("", "", { stage: "loading" });

describe("the own shared screen", { timeout: 60_000 }, () => {
  it("is said and shown for as long as it is shared, with the way to end it", async () => {
    await on("call-share", { width: 360, height: 740 }, async (page) => {
      const strip = page.getByRole("region", { name: "You are sharing your screen" });
      expect(await strip.textContent()).toContain("and its sound");
      await poll(() =>
        strip.locator("video").evaluate((video: HTMLVideoElement) => video.videoWidth),
      ).toBeGreaterThan(0);
      await strip.getByRole("radio", { name: "Motion" }).check();
      await strip.getByRole("button", { name: "Stop sharing" }).click();
      expect(await asked(page)).toEqual([["setShareSuits", "motion"], ["stopSharing"]]);
      await page.evaluate(() => window.preview.show("call-4"));
      expect(await strip.count()).toBe(0);
      await button(page, "Share screen").click();
      expect((await asked(page)).at(-1)).toEqual(["shareScreen"]);
    });
  });
});

describe("Space", { timeout: 60_000 }, () => {
  it("held talks while muted, also right after a click on a button", async () => {
    await on("call-muted", {}, async (page) => {
      await button(page, "Unmute microphone").click();
      await page.keyboard.down("Space");
      await page.keyboard.down("Space");
      await page.keyboard.up("Space");
      expect(await asked(page)).toEqual([
        ["setMicrophone", true],
        ["setMicrophone", true],
        ["setMicrophone", false],
      ]);
    });
  });

  it("is let go of with the window", async () => {
    await on("call-muted", {}, async (page) => {
      await page.keyboard.down("Space");
      await page.evaluate(() => window.dispatchEvent(new Event("blur")));
      await page.keyboard.up("Space");
      expect(await asked(page)).toEqual([
        ["setMicrophone", true],
        ["setMicrophone", false],
      ]);
    });
  });

  it("is the button's for whoever walks by keyboard, and the text's in a text field", async () => {
    await on("call-muted", {}, async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      expect(await asked(page)).toEqual([["copyLink"]]);
      await page.evaluate(() => {
        const field = document.body.appendChild(document.createElement("input"));
        field.focus();
      });
      await page.keyboard.press("Space");
      expect(await asked(page)).toEqual([["copyLink"]]);
    });
  });

  it("does nothing while one is heard, nor where it is switched off", async () => {
    await on("call-2", {}, async (page) => {
      await page.keyboard.press("Space");
      const off = { ...media, microphone: "off" } as const;
      const habits = { ...off.habits, pushToTalk: false };
      await page.evaluate((value) => window.preview.change({ media: value }), { ...off, habits });
      await page.keyboard.press("Space");
      expect(await asked(page)).toEqual([]);
    });
  });
});

describe("devices", { timeout: 60_000 }, () => {
  it("are treated as their switches say, without a barrier", async () => {
    await on("call-2", { width: 360, height: 740 }, async (page) => {
      await button(page, "More").click();
      await button(page, "Devices").click();
      const dialog = page.getByRole("dialog", { name: "Devices" });
      await dialog.getByRole("button", { name: "Play test sound" }).click();
      for (const name of [
        "Echo cancellation",
        "Noise suppression",
        "Automatic gain",
        "Hold Space to talk",
        "Tell me when I speak while muted",
        "Sounds for join and leave",
      ]) {
        await dialog.getByRole("switch", { name, exact: true }).click();
      }
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await asked(page)).toEqual([
        ["playTestSound"],
        ["setProcessing", "echoCancellation", false],
        ["setProcessing", "noiseSuppression", false],
        ["setProcessing", "autoGainControl", false],
        ["setHabit", "pushToTalk", false],
        ["setHabit", "mutedHint", false],
        ["setHabit", "comingSounds", false],
      ]);
    });
  });

  it("that were plugged in are used with one click, or left", async () => {
    await on("call-muted", {}, async (page) => {
      await page.getByText("Headset connected. Use it?").waitFor();
      await button(page, "Use it").click();
      await button(page, "Dismiss: Headset connected. Use it?").click();
      expect(await asked(page)).toEqual([
        ["acceptNotice", 1],
        ["dismissNotice", 1],
      ]);
    });
  });
});

describe("who speaks while muted", { timeout: 60_000 }, () => {
  it("is told without anything moving", async () => {
    await on("call-muted", {}, async (page) => {
      const hint = page.getByText("You are speaking, but your microphone is muted.");
      await hint.waitFor();
      const tile = page.getByRole("group", { name: "Bob" });
      const before = await tile.boundingBox();
      await page.evaluate(() => window.preview.show("call-3"));
      expect(await hint.count()).toBe(0);
      expect(await tile.boundingBox()).toEqual(before);
    });
  });
});
