import { describe, expect, it } from "vitest";
import {
  type PressedKey,
  shortcutFor,
  shortcuts,
} from "../../../extension/call/components/shortcuts/shortcuts.ts";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { asked, button, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();

const plain: PressedKey = {
  key: "m",
  code: "KeyM",
  isChord: false,
  isRepeat: false,
  isTaken: false,
  isTyping: false,
  isInDialog: false,
};

describe("a shortcut", () => {
  it("has a key of its own", () => {
    expect(new Set(shortcuts.map(({ key }) => key)).size).toBe(shortcuts.length);
    expect(new Set(shortcuts.map(({ action }) => action)).size).toBe(shortcuts.length);
  });

  it("is found by what the key types, large or small", () => {
    expect(shortcutFor(plain, true)).toBe("microphone");
    expect(shortcutFor({ ...plain, key: "M" }, true)).toBe("microphone");
    expect(shortcutFor({ ...plain, key: "?", code: "Minus" }, true)).toBe("shortcuts");
    // Where a Dvorak keyboard types m.
    expect(shortcutFor({ ...plain, code: "Semicolon" }, true)).toBe("microphone");
  });

  it("is found by its place where the keyboard types no Latin letters", () => {
    expect(shortcutFor({ ...plain, key: "ь", code: "KeyM" }, true)).toBe("microphone");
    expect(shortcutFor({ ...plain, key: "м", code: "KeyV" }, true)).toBe("camera");
  });

  it.each<[string, Partial<PressedKey>]>([
    ["with Control", { isChord: true }],
    ["held down", { isRepeat: true }],
    ["in a text field", { isTyping: true }],
    ["in a dialog", { isInDialog: true }],
    ["that something nearer used", { isTaken: true }],
    ["of no meaning", { key: "x", code: "KeyX" }],
    // Push-to-talk is where the microphone is.
    ["Space", { key: " ", code: "Space" }],
  ])("is not a key %s", (_, changes) => {
    expect(shortcutFor({ ...plain, ...changes }, true)).toBeNull();
  });

  it("is no single letter for whoever wants none", () => {
    for (const { key } of shortcuts) {
      const found = shortcutFor({ ...plain, key, code: "" }, false);
      expect([key, found]).toEqual([key, key === "Escape" ? "close" : null]);
    }
  });
});

describe("the keyboard", { timeout: 60_000 }, () => {
  it("does what the buttons do", async () => {
    await on("call-4", {}, async (page) => {
      for (const key of ["m", "v", "s", "h"]) await page.keyboard.press(key);
      expect(await asked(page)).toEqual([
        ["setMicrophone", false],
        ["setCamera", false],
        ["shareScreen"],
        ["raiseHand", true],
      ]);
      await page.keyboard.press("p");
      const panel = page.getByRole("complementary", { name: "Participants" });
      await panel.waitFor();
      await page.keyboard.press("Escape");
      expect(await panel.count()).toBe(0);
      await page.keyboard.press("2");
      await page.keyboard.press("1");
      expect((await asked(page)).slice(4)).toEqual([
        ["prefer", { layout: "speaker" }],
        ["prefer", { layout: "grid" }],
      ]);
    });
  });

  it("shows all of it at a question mark, in one dialog with a switch", async () => {
    await on("call-2", {}, async (page) => {
      await page.keyboard.press("?");
      const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
      await dialog.waitFor();
      expect(await dialog.getByRole("term").count()).toBe(shortcuts.length);
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.keyboard.press("m");
      expect(await asked(page)).toEqual([]);
      await dialog.getByRole("switch", { name: "Use shortcuts of one key" }).click();
      await page.keyboard.press("Escape");
      expect(await dialog.count()).toBe(0);
      await page.keyboard.press("m");
      expect(await asked(page)).toEqual([["prefer", { singleKeys: false }]]);
    });
  });

  it("types letters where one writes", async () => {
    await on("call-4", {}, async (page) => {
      await page.keyboard.press("c");
      const field = page.getByRole("complementary", { name: "Chat" }).getByRole("textbox");
      await field.click();
      await page.keyboard.type("mvshp12?");
      expect(await field.inputValue()).toBe("mvshp12?");
      const names = (await asked(page)).map(([name]) => name);
      for (const name of ["setMicrophone", "setCamera", "shareScreen", "raiseHand", "prefer"]) {
        expect(names).not.toContain(name);
      }
    });
  });
});

describe("the room link", { timeout: 60_000 }, () => {
  it.each(["light", "dark"] as const)("is a QR code with words, %s", async (scheme) => {
    await on("call-2", { width: 360, height: 740, scheme }, async (page) => {
      await button(page, "Room link").click();
      const dialog = page.getByRole("dialog", { name: "Room link" });
      await dialog.getByRole("img", { name: "QR code of the room link" }).waitFor();
      // The secret of the link is for the camera and the clipboard, not for who looks on.
      expect(await dialog.textContent()).not.toContain("room-secret");
      expect(await dialog.textContent()).toContain("lets nobody in whose key is not on the list");
      expect(await accessibilityViolations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Done" }).click();
      expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
        "Room link",
      );
    });
  });
});
