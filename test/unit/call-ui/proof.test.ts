import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { asked, button, poll, usePreview } from "../../support/preview-call/use-preview.ts";
import { fakeKeyId } from "../../support/preview-call/people.ts";

const on = usePreview();

async function openPerson(page: Page, name: string): Promise<Locator> {
  const tile = page.getByRole("group", { name, exact: true });
  await tile.getByRole("button", { name: "Who is this?" }).click();
  const dialog = page.getByRole("dialog", { name: "Who is this?" });
  await dialog.waitFor();
  return dialog;
}

describe("who is this", { timeout: 60_000 }, () => {
  it("says of a known key what I call it, how and when it was checked, and its numbers", async () => {
    await on("call-proof", {}, async (page) => {
      const dialog = await openPerson(page, "Bob");
      await dialog
        .getByText(/^32555( \d{5}){5}$/)
        .first()
        .waitFor();
      const text = await dialog.innerText();
      expect(text.replace(/\s+/g, "")).toContain(fakeKeyId(1));
      expect(text).toMatch(/You compared a short code on March 23, 2026 at \d\d:\d\d/);
      expect(text).toMatch(/Made at \d\d:\d\d by this key, for you and for this very channel/);
      expect(text).toMatch(/First on March 23, 2026 .*, last on May 2, 2026/);
      expect(await accessibilityViolations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Forget this name" }).click();
      await dialog.getByRole("button", { name: "Rename" }).click();
      const field = dialog.getByRole("textbox", { name: "Your name for this person" });
      await field.fill("Robert");
      await field.press("Enter");
      expect(await asked(page)).toEqual([
        ["forgetKey", fakeKeyId(1)],
        ["nameKey", fakeKeyId(1), "Robert", null],
      ]);
    });
  });

  it("says that a rebuilt connection is a new channel, whose ends were checked again", async () => {
    await on("call-proof", {}, async (page) => {
      const dialog = await openPerson(page, "Dilan Öztürk");
      expect(await dialog.innerText()).toMatch(/rebuilt at \d\d:\d\d: this is a new channel/);
    });
  });

  it("compares seven signs with their words, and makes the key known where they match", async () => {
    await on("call-proof", {}, async (page) => {
      const tile = page.getByRole("group", { name: "Carol", exact: true });
      await tile.getByRole("button", { name: "Compare a code" }).click();
      const dialog = page.getByRole("dialog", { name: "Who is this?" });
      const signs = dialog.getByRole("list", { name: "The short code" }).getByRole("listitem");
      await poll(() => signs.allInnerTexts()).toHaveLength(7);
      const words = (await signs.allInnerTexts()).map((sign) => sign.split("\n").at(-1));
      expect(words).toEqual(["Cat", "Fish", "Banana", "Spanner", "Scissors", "Ball", "Lion"]);
      expect(await accessibilityViolations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "They match" }).click();
      await dialog.getByRole("textbox").fill("Carol from work");
      await dialog.getByRole("button", { name: "Save name" }).click();
      expect(await asked(page)).toEqual([
        ["nameKey", fakeKeyId(2), "Carol from work", "short-code"],
      ]);
    });
  });

  it("takes the code from the screen where the connection is gone, and says when it is another", async () => {
    await on("call-proof", {}, async (page) => {
      const channel = { boundAtMs: 1, isRebuilt: false, shortCode: null };
      const dialog = await openPerson(page, "Carol");
      await dialog.getByRole("button", { name: "Compare a short code" }).click();
      await page.evaluate(
        (value) => window.preview.changePeer("peer-2", { channel: value }),
        channel,
      );
      await dialog.getByText("There is no channel now").waitFor();
      expect(await dialog.getByRole("button", { name: "They match" }).count()).toBe(0);
      const other = { ...channel, isRebuilt: true, shortCode: [9, 9, 9, 9, 9, 9, 9] };
      await page.evaluate(
        (value) => window.preview.changePeer("peer-2", { channel: value }),
        other,
      );
      await dialog.getByText("this is another code").waitFor();
    });
  });

  it("raises the alarm where the codes differ", async () => {
    await on("call-proof", {}, async (page) => {
      const dialog = await openPerson(page, "Carol");
      await dialog.getByRole("button", { name: "Compare a short code" }).click();
      await dialog.getByRole("button", { name: "They differ" }).click();
      expect(await asked(page)).toEqual([["codesDiffer", fakeKeyId(2)]]);
      expect(await dialog.count()).toBe(0);
    });
  });

  it("lists whom I keep out, with the way back", async () => {
    await on("call-proof", {}, async (page) => {
      await button(page, "Participants").click();
      const list = page.getByRole("region", { name: "Kept out by you" });
      expect(await list.innerText()).toContain("says: Bob");
      await list.getByRole("button", { name: "Let in again" }).click();
      expect(await asked(page)).toEqual([["takeBack", fakeKeyId(30)]]);
    });
  });
});

describe("an alarm about a person", { timeout: 60_000 }, () => {
  it("lies over the call until there is a choice, whatever key is pressed", async () => {
    await on("call-alarm-name", {}, async (page) => {
      const alarm = page.getByRole("alertdialog", { name: "This is not the key you know as Bob" });
      await alarm.waitFor();
      for (const key of ["Escape", "Escape", "Enter", "Space", "Escape"]) {
        await page.keyboard.press(key);
      }
      await page.waitForTimeout(300);
      expect(await alarm.isVisible()).toBe(true);
      expect(await asked(page)).toEqual([]);
      const text = (await alarm.innerText()).replace(/\s+/g, "");
      for (const key of [fakeKeyId(1), fakeKeyId(4)]) expect(text).toContain(key);
      expect(await accessibilityViolations(page)).toEqual([]);
      await alarm.getByRole("button", { name: "Keep out of my call" }).click();
      expect(await asked(page)).toEqual([["keepOut", fakeKeyId(4)]]);
      await page.evaluate(() => window.preview.show("call-proof"));
      await poll(() => alarm.count()).toBe(0);
    });
  });

  it("says it otherwise where the one who is known is here too", async () => {
    await on("call-alarm-twice", {}, async (page) => {
      const alarm = page.getByRole("alertdialog", { name: "Somebody else calls themselves Bob" });
      await alarm.waitFor();
      expect(await alarm.innerText()).toContain("in this call too");
      await alarm.getByRole("button", { name: "Let in as somebody new" }).click();
      expect(await asked(page)).toEqual([["letIn", fakeKeyId(4)]]);
    });
  });

  it("offers to leave or to cut the link where the codes differ", async () => {
    await on("call-alarm-codes", {}, async (page) => {
      const alarm = page.getByRole("alertdialog", { name: "The codes differ" });
      await alarm.getByRole("button", { name: "Cut the link to them" }).click();
      await alarm.getByRole("button", { name: "Leave the call" }).click();
      expect(await asked(page)).toEqual([["keepOut", fakeKeyId(2)], ["leave"]]);
    });
  });

  it("shows neither picture nor proof of who is held", async () => {
    await on("call-alarm-name", {}, async (page) => {
      const tile = page.locator(".call-tile", { hasText: "says: B0b" });
      expect(await tile.innerText()).toContain("Nothing of theirs is shown until you have chosen.");
      expect(await tile.innerText()).not.toContain("Confirm identity");
    });
  });
});
