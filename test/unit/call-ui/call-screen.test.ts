import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { asked, button, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();

describe("the call", { timeout: 60_000 }, () => {
  it("has every control under its name", async () => {
    await on("call-2", {}, async (page) => {
      for (const name of ["Mute microphone", "Turn camera off", "Copy room link", "Leave"]) {
        await button(page, name).click();
      }
      await page.evaluate(() => window.preview.show("call-gone"));
      for (const name of ["Unmute microphone", "Turn camera on"]) await button(page, name).click();
      expect(await asked(page)).toEqual([
        ["setMicrophone", false],
        ["setCamera", false],
        ["copyLink"],
        ["leave"],
        ["setMicrophone", true],
        ["setCamera", true],
      ]);
    });
  });

  it("opens the participants with the focus in them, and gives it back", async () => {
    await on("call-states", {}, async (page) => {
      await button(page, "Participants").click();
      const list = page.getByRole("complementary");
      expect(await list.getByRole("listitem").count()).toBe(8);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Participants");
      expect(await list.textContent()).toContain("Careful: you know another key as Bob.");
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await list.count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Participants");
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BUTTON");
    });
  });

  it("hides the tiles from the keyboard where the participants lie over them", async () => {
    await on("call-2", { width: 360, height: 740 }, async (page) => {
      await button(page, "Participants").click();
      expect(await page.getByRole("button", { name: "Confirm identity" }).count()).toBe(0);
    });
  });

  it("switches devices in the call", async () => {
    await on("call-2", {}, async (page) => {
      await button(page, "More").click();
      await button(page, "Devices").click();
      const dialog = page.getByRole("dialog", { name: "Devices" });
      await dialog.getByRole("combobox", { name: "Microphone" }).selectOption("Headset");
      expect(await accessibilityViolations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Done" }).click();
      expect(await asked(page)).toEqual([["chooseDevice", "microphone", "m1"]]);
      expect(await dialog.count()).toBe(0);
    });
  });

  it("is reached by keyboard from top to bottom", async () => {
    await on("call-2", {}, async (page) => {
      const order: (string | null | undefined)[] = [];
      for (let step = 0; step < 13; step++) {
        await page.keyboard.press("Tab");
        order.push(
          await page.evaluate(() => {
            const { activeElement } = document;
            return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent;
          }),
        );
      }
      expect(order).toEqual([
        "Copy room link",
        "Room link",
        "Pin",
        "Bob: Who is this?",
        "Confirm identity",
        "Pin",
        "Mute microphone",
        "Turn camera off",
        "Share screen",
        "Chat",
        "Participants",
        "More",
        "Leave",
      ]);
    });
  });

  it("shows who is at the door with what was checked, and lets in with one click", async () => {
    await on("call-knocks", {}, async (page) => {
      const door = page.getByRole("region", { name: "At the door" });
      const oscar = door.getByRole("group", { name: "Oscar" });
      expect(await oscar.textContent()).toContain("says: Oscar");
      const falseBob = await door.getByRole("group", { name: "Bob" }).textContent();
      expect(falseBob).toContain("name of another key");
      expect(falseBob).toContain("could not show the whole room link");
      await oscar.getByRole("button", { name: "Admit" }).click();
      await door.getByRole("button", { name: "Not now" }).last().click();
      expect(await asked(page)).toEqual([
        ["admit", "knock-1"],
        ["dismissKnock", "knock-2"],
      ]);
    });
  });

  it("keeps saying that the server is gone while it is", async () => {
    await on("call-gone", {}, async (page) => {
      const strip = page.getByRole("main").getByRole("alert");
      expect(await strip.textContent()).toContain("Nobody new can come in until it is back.");
      await page.evaluate(() =>
        window.preview.change({ stage: { stage: "in-call", server: "here" } }),
      );
      expect(await strip.count()).toBe(0);
    });
  });
});
