import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { writeSpeech } from "../bench/mesh/speech.ts";
import { enterRoom, hostRoom, type Person } from "../support/e2e/person.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { createStage } from "../support/e2e/stage.ts";

const stage = createStage();
// The browser's own beeps are too short to be anybody's voice: whoever is not muted speaks here.
const folder = mkdtempSync(join(tmpdir(), "latchkey-layout-"));
const microphone = join(folder, "speech.wav");
writeSpeech(microphone, 0, 1);
afterAll(() => rmSync(folder, { recursive: true }));
const speaking = { framesPerSecond: 10, microphone };
const patient = { timeout: 20_000 };

async function callOfThree(): Promise<{
  alice: CallTab;
  bob: CallTab;
  carol: CallTab;
  people: Person[];
}> {
  const server = await stage.server();
  const people = await Promise.all(
    ["Alice", "Bob", "Carol"].map((name) => stage.person(name, speaking)),
  );
  const [host, ...guests] = people as [Person, Person, Person];
  const { tab: alice, link } = await hostRoom(host, server.address, guests);
  const [bob, carol] = [await enterRoom(guests[0], link), await enterRoom(guests[1], link)];
  await Promise.all([alice.untilSeen("Bob"), alice.untilSeen("Carol"), bob.untilSeen("Carol")]);
  return { alice, bob, carol, people };
}

/** The tiles that are wider than the narrowest. */
async function large({ page }: CallTab): Promise<string[]> {
  const tiles = await page
    .getByRole("region", { name: "People in the call" })
    .getByRole("group")
    .evaluateAll((all) =>
      all.map((tile) => ({
        name: tile.getAttribute("aria-label") ?? "",
        width: tile.getBoundingClientRect().width,
      })),
    );
  const narrowest = Math.min(...tiles.map(({ width }) => width));
  return tiles.filter(({ width }) => width > narrowest + 8).map(({ name }) => name);
}

/** Goes on with the Tab key until the focus is on that button of that tile. */
async function tabTo(page: Page, tile: string, button: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const { activeElement } = document;
      const group = activeElement?.closest("[role=group]")?.getAttribute("aria-label");
      return [group, activeElement?.getAttribute("aria-label") ?? activeElement?.textContent];
    });
    if (at[0] === tile && at[1] === button) return;
  }
  throw new Error(`no ${button} of ${tile} by keyboard`);
}

describe("a call of three", () => {
  it("is laid out by keyboard: follows who talks, pins, hands and reactions", async () => {
    const { alice, bob, carol } = await callOfThree();
    const keys = alice.page.keyboard;
    await alice.page.bringToFront();

    await carol.page.keyboard.press("m");
    await carol.button("Unmute microphone").waitFor();
    await alice.tile("Carol").getByText("microphone off").waitFor();
    await keys.press("2");
    await expect.poll(() => large(alice), patient).toEqual(["Bob"]);

    await bob.page.keyboard.press("m");
    await carol.page.keyboard.press("m");
    await expect.poll(() => large(alice), patient).toEqual(["Carol"]);
    // All the same frames come: no picture was lost on the way to the stage.
    await alice.untilSeen("Carol");
    await alice.untilSeen("Bob");

    await tabTo(alice.page, "Bob", "Pin");
    await keys.press("Enter");
    await expect.poll(() => large(alice), patient).toEqual(["Bob"]);
    await keys.press("1");
    await expect.poll(() => large(alice)).toEqual([]);

    await keys.press("h");
    await bob.tile("Alice").getByText("hand raised").waitFor();
    await keys.press("p");
    await alice.page.getByRole("complementary", { name: "Participants" }).waitFor();
    await keys.press("Escape");
    await keys.press("h");
    await bob.tile("Alice").getByText("hand raised").waitFor({ state: "detached" });

    await alice.button("More").focus();
    await keys.press("Enter");
    await keys.press("Tab");
    await keys.press("Enter");
    await carol.tile("Alice").getByText("yes", { exact: true }).waitFor({ state: "attached" });

    await keys.press("?");
    await alice.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await keys.press("Escape");
    await alice.button("Room link").focus();
    await keys.press("Enter");
    await alice.page.getByRole("img", { name: "QR code of the room link" }).waitFor();
  });

  it("goes on in a small window, with its controls", async () => {
    const { alice, people } = await callOfThree();
    await alice.page.bringToFront();
    await alice.button("More").click();
    const [small] = await Promise.all([
      people[0]!.profile.context.waitForEvent("page"),
      alice.button("Small window").click(),
    ]);
    await small.getByRole("button", { name: "Mute microphone", exact: true }).waitFor();
    await expect
      .poll(
        () => small.locator("video").evaluate((video: HTMLVideoElement) => video.videoWidth),
        patient,
      )
      .toBeGreaterThan(0);
    await small.getByRole("button", { name: "Mute microphone", exact: true }).click();
    await alice.button("Unmute microphone").waitFor();
    await Promise.all([
      small.waitForEvent("close"),
      small.getByRole("button", { name: "Leave", exact: true }).click(),
    ]);
    await alice.page.getByRole("heading", { name: "You left the call" }).waitFor();
  });
});
