import { createHash } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { framesShown, tileOf, untilBound } from "../support/attack/victim-tab.ts";
import { enterRoom, hostRoom, type Person } from "../support/e2e/person.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

/** Without the comment, by which whoever lets the key in would know it. */
function nameless(person: Person): Person {
  return { ...person, publicKey: person.publicKey.split(" ").slice(0, 2).join(" ") };
}

function keyIdOf({ publicKey }: Person): string {
  const blob = Buffer.from(publicKey.split(" ")[1] ?? "", "base64");
  return `SHA256:${createHash("sha256").update(blob).digest("base64").slice(0, 43)}`;
}

async function openPerson(tab: CallTab, keyId: string): Promise<Locator> {
  await tileOf(tab, keyId).getByRole("button", { name: "Who is this?" }).click();
  return tab.page.getByRole("dialog", { name: "Who is this?" });
}

/** The seven words on this side's screen. */
async function compare(person: Locator): Promise<string[]> {
  await person.getByRole("button", { name: "Compare a short code" }).click();
  const words = person.getByRole("list", { name: says("compareSigns") }).getByRole("listitem");
  await words.first().waitFor();
  return words.allInnerTexts();
}

function alarmOf(page: Page): Locator {
  return page.getByRole("alertdialog");
}

describe("who is in the call", () => {
  it("is compared by seven signs, and known by the name given then", async () => {
    const server = await stage.server();
    const [alice, bob] = await Promise.all([stage.person("Alice"), stage.person("Bob")]);
    const { tab: host, link } = await hostRoom(alice, server.address, [nameless(bob)]);
    const guest = await enterRoom(bob, link);
    await Promise.all([host.untilSeen("Bob"), guest.untilSeen("Alice")]);
    await host.tile("Bob").getByText(says("callStateNew")).waitFor();

    const theirs = await openPerson(host, keyIdOf(bob));
    const mine = await openPerson(guest, keyIdOf(alice));
    const [atAlice, atBob] = await Promise.all([compare(theirs), compare(mine)]);
    expect(atAlice).toHaveLength(7);
    expect(atAlice).toEqual(atBob);

    await theirs.getByRole("button", { name: "They match" }).click();
    await theirs.getByRole("textbox", { name: "Your name for this person" }).fill("Bobby");
    await theirs.getByRole("button", { name: "Save name" }).click();
    await theirs.getByText(/^You compared a short code on/).waitFor();
    await theirs.getByRole("button", { name: "Close" }).click();
    await host.tile("Bobby").getByText(says("callStateKnown")).waitFor();

    await mine.getByRole("button", { name: "Close" }).click();
    await guest.leave();
    await guest.page.close();
    const again = await enterRoom(bob, link);
    await host.untilSeen("Bobby");
    await host.tile("Bobby").getByText(says("callStateKnown")).waitFor();
    // A new channel has a new code.
    const anew = await compare(await openPerson(again, keyIdOf(alice)));
    expect(anew).toHaveLength(7);
    expect(anew).not.toEqual(atBob);
  });

  it("is asked of where a new key borrows a name: nothing passes before there is an answer", async () => {
    const server = await stage.server();
    const [alice, bob, mallory] = await Promise.all([
      stage.person("Alice"),
      stage.person("Bob"),
      stage.person("B0b"),
    ]);
    // Alice knows Bob by the comment of his key, and lets in a key without one.
    const { tab: host, link } = await hostRoom(alice, server.address, [bob, nameless(mallory)]);
    const evil = await enterRoom(mallory, link);
    const evilKey = keyIdOf(mallory);
    const alarm = alarmOf(host.page);
    await alarm.getByRole("heading", { name: says("alarmNameTitle", "Bob") }).waitFor();
    await untilBound(evil, keyIdOf(alice));
    await host.page.keyboard.press("Escape");
    await host.page.keyboard.press("Escape");
    await host.page.waitForTimeout(2_000);
    expect(await alarm.isVisible()).toBe(true);
    expect(await framesShown(host, evilKey)).toBe(0);
    expect(await evil.received("Alice")).toMatchObject({ frames: 0 });

    await alarm.getByRole("button", { name: "Keep out of my call" }).click();
    await expect.poll(() => tileOf(host, evilKey).count()).toBe(0);
    await tileOf(evil, keyIdOf(alice)).getByText(says("callStateLost")).waitFor();
    // They try again and again; this side stays cut.
    await host.page.waitForTimeout(3_000);
    expect(await tileOf(host, evilKey).count()).toBe(0);
    expect(await alarm.isVisible()).toBe(false);

    await host.button("Participants").click();
    await host.button("Let in again").click();
    await alarm.getByRole("button", { name: "Let in as somebody new" }).click({ timeout: 60_000 });
    await host.button("Close").first().click();
    await expect.poll(() => framesShown(host, evilKey), { timeout: 20_000 }).toBeGreaterThan(0);
    await tileOf(host, evilKey).getByText(says("callStateNew")).waitFor();
    await tileOf(host, evilKey).getByText(says("callClaimTaken")).waitFor();
  });
});
