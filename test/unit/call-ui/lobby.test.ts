import { describe, expect, it } from "vitest";
import { asked, button, poll, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();

describe("the lobby", { timeout: 60_000 }, () => {
  it("has the choices under their names, once each, and Join", async () => {
    await on("lobby", {}, async (page) => {
      for (const name of ["Camera", "Microphone", "Speaker", "Identity"]) {
        expect([name, await page.getByRole("combobox", { name, exact: true }).count()]).toEqual([
          name,
          1,
        ]);
        expect(await page.getByLabel(name, { exact: true }).count()).toBe(1);
      }
      await page.getByRole("combobox", { name: "Camera" }).selectOption("Desk camera");
      await page.getByRole("combobox", { name: "Identity" }).selectOption("Alice at work");
      await button(page, "Mute microphone").click();
      await button(page, "Turn camera off").click();
      await button(page, "Copy room link").click();
      await button(page, "Join").click();
      const [camera, identity, ...rest] = await asked(page);
      expect(camera).toEqual(["chooseDevice", "camera", "c2"]);
      expect(identity?.[0]).toBe("chooseIdentity");
      expect(rest).toEqual([
        ["setMicrophone", false],
        ["setCamera", false],
        ["copyLink"],
        ["join"],
      ]);
    });
  });

  it("does not put the room's secret on the page", async () => {
    await on("lobby", {}, async (page) => {
      expect(await page.content()).not.toContain("room-secret-not-shown");
    });
  });

  it("shows the own camera as a mirror, silently", async () => {
    await on("lobby", {}, async (page) => {
      const video = page.locator("video");
      await poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(640);
      const shown = await video.evaluate((element: HTMLVideoElement) => ({
        muted: element.muted,
        transform: getComputedStyle(element).transform,
        visibility: getComputedStyle(element).visibility,
      }));
      expect(shown).toEqual({
        muted: true,
        transform: "matrix(-1, 0, 0, 1, 0, 0)",
        visibility: "visible",
      });
    });
  });

  it("offers to ask the browser again where camera or microphone are refused, and to join", async () => {
    await on("lobby-refused", {}, async (page) => {
      await button(page, "Ask the browser again").click();
      await button(page, "Join").click();
      expect(await asked(page)).toEqual([["retryMedia"], ["join"]]);
    });
  });

  it("cannot be left without a key", async () => {
    await on("lobby-no-identity", {}, async (page) => {
      expect(await button(page, "Join").isDisabled()).toBe(true);
      expect(await page.getByRole("alert").textContent()).toContain("You have no key yet");
    });
  });

  it("offers to try again where that may help, and not in the face of an alarm", async () => {
    await on("lobby-clock", {}, async (page) => {
      await button(page, "Try again").click();
      expect(await asked(page)).toEqual([["join"]]);
      await page.evaluate(() => window.preview.show("lobby-alarm"));
      expect(await button(page, "Try again").count()).toBe(0);
    });
  });
});
