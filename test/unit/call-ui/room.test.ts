import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { fakeKeyId } from "../../support/preview-call/people.ts";
import { asked, button, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();

describe("the room beside the people in it", { timeout: 60_000 }, () => {
  it("tells a member what the list says, without keys and without powers", async () => {
    await on("call-member", {}, async (page) => {
      await button(page, "Participants").click();
      const room = page.getByRole("region", { name: "Room", exact: true });
      const text = await room.textContent();
      for (const words of ["may knock", "Not locked", "The host and 3 keys", "1 key is kept out"]) {
        expect(text).toContain(words);
      }
      expect(await room.getByRole("button").count()).toBe(0);
      expect(await button(page, "Remove").count()).toBe(0);
    });
  });

  it("lets the host lock, and remove somebody after asking once", async () => {
    await on("call-host", {}, async (page) => {
      await button(page, "Participants").click();
      await button(page, "Lock room").click();
      await button(page, "Remove").first().click();
      const dialog = page.getByRole("dialog", { name: "Remove Bob from the call?" });
      expect(await dialog.textContent()).toContain("until the host lifts that");
      expect(await accessibilityViolations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Remove", exact: true }).click();
      expect(await asked(page)).toEqual([
        ["editList", { edit: "lock", locked: true }],
        ["editList", { edit: "deny", key: fakeKeyId(1) }],
      ]);
    });
  });

  it("has the host sign what only they may change: removing a cohost too", async () => {
    await on("call-host", {}, async (page) => {
      await button(page, "Participants").click();
      const cohost = page.getByRole("complementary").getByRole("listitem").filter({
        hasText: "Dilan",
      });
      await cohost.getByRole("button", { name: "Remove", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
      await button(page, "Room settings").click();
      const settings = page.getByRole("dialog", { name: "Room settings" });
      await settings.getByRole("button", { name: "Close the door" }).click();
      await settings.getByRole("button", { name: "Renew for 30 days" }).click();
      await settings.getByRole("button", { name: "Copy one-time link" }).click();
      await settings.getByRole("button", { name: "Let knock again" }).click();
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await asked(page)).toEqual([
        ["changeList", { change: "deny", key: fakeKeyId(3) }],
        ["changeList", { change: "door", door: "closed" }],
        ["changeList", { change: "renew" }],
        ["copyInvite"],
        ["changeList", { change: "lift", key: fakeKeyId(30) }],
      ]);
    });
  });

  it("says what is wrong with the list, and offers the host what helps", async () => {
    await on("call-host-trouble", { width: 360, height: 740 }, async (page) => {
      await button(page, "Renew for 30 days").click();
      await button(page, "Settle it").click();
      expect(await asked(page)).toEqual([
        ["changeList", { change: "renew" }],
        ["changeList", { change: "settle" }],
      ]);
      await button(page, "Participants").click();
      const text = await page.getByRole("region", { name: "Room", exact: true }).textContent();
      for (const words of ["keeps the newest list to itself", "showed an older list"]) {
        expect(text).toContain(words);
      }
    });
  });
});

describe("the door", { timeout: 60_000 }, () => {
  it("shows the newcomer what the host will be told, and knocks with a note", async () => {
    await on("door-knock", { width: 360, height: 740 }, async (page) => {
      const form = page.getByRole("form", { name: "Knock" });
      expect(await form.textContent()).toContain("The host is told this name: Alice");
      await form.getByLabel("Note to the host").fill("It is me");
      await page.keyboard.press("Enter");
      expect(await asked(page)).toEqual([["knock", "It is me"]]);
      expect(await accessibilityViolations(page)).toEqual([]);
    });
  });

  it("says that a cohost is not told name and note", async () => {
    await on("door-cohost", {}, async (page) => {
      const text = await page.getByRole("form", { name: "Knock" }).textContent();
      expect(text).toContain("your key only");
      expect(await button(page, "Knock with this note").isDisabled()).toBe(true);
    });
  });

  it("lets in one or all, or refuses, and tells who came with an invite", async () => {
    await on("call-knocks", {}, async (page) => {
      const door = page.getByRole("region", { name: "At the door" });
      expect(await door.textContent()).toContain("came with your one-time invite");
      await button(page, "Admit all").click();
      await button(page, "Refuse").first().click();
      expect(await asked(page)).toEqual([["admitAll"], ["refuseKnock", "knock-1"]]);
    });
  });

  it("offers the host to renew a list that has run out, before the call", async () => {
    await on("lobby-expired", {}, async (page) => {
      await button(page, "Renew for 30 days").click();
      expect(await asked(page)).toEqual([["changeList", { change: "renew" }]]);
    });
  });
});
