import { describe, expect, test } from "vitest";
import type { Locator } from "playwright-core";
import { approvalWindow } from "../support/e2e/screens/approval-window.ts";
import type { CallTab } from "../support/e2e/screens/call-tab.ts";
import { openRoomPage } from "../support/e2e/screens/room-page.ts";
import { enterRoom, hostRoom, joinAndApprove, type Person } from "../support/e2e/person.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

/** At the door: what is knocked with is the test's. */
async function arrive(person: Person, link: string): Promise<CallTab> {
  const roomPage = await openRoomPage(person.profile, link);
  const tab = await roomPage.join();
  await roomPage.page.close();
  await joinAndApprove(person, tab);
  return tab;
}

async function knock(tab: CallTab, note: string): Promise<void> {
  await tab.page.getByLabel("Note to the host").fill(note);
  await tab.button("Knock").click();
}

/** Opens *Participants* and gives its part about the room. */
async function roomOf(tab: CallTab): Promise<Locator> {
  const room = tab.page.getByRole("region", { name: "Room", exact: true });
  if (!(await room.isVisible())) await tab.button("Participants").click();
  await room.waitFor();
  return room;
}

async function pressInRoom(tab: CallTab, name: string): Promise<void> {
  await (await roomOf(tab)).getByRole("button", { name, exact: true }).click();
}

/** The line of somebody in *Participants*. */
function lineOf(tab: CallTab, name: string): Locator {
  return tab.page.getByRole("complementary").getByRole("listitem").filter({ hasText: name });
}

async function untilVersion(tab: CallTab, version: number): Promise<void> {
  const room = await roomOf(tab);
  const fact = room.locator("dl > div").filter({ hasText: says("roomVersion") });
  await expect
    .poll(() => fact.locator("dd").textContent(), { timeout: 20_000 })
    .toBe(String(version));
}

describe("whoever runs a room", { timeout: 180_000 }, () => {
  test("admits, locks and removes without further approvals, and every peer goes by it", async () => {
    const server = await stage.server();
    const [alice, bob, carol] = await Promise.all([
      stage.person("Alice"),
      stage.person("Bob"),
      stage.person("Carol"),
    ]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);

    const carols = await arrive(carol, link);
    await carols.page.getByRole("heading", { name: says("callWaiting") }).waitFor();
    await carols.page.getByText("Carol", { exact: true }).first().waitFor();
    await knock(carols, "Bob asked me to come");
    const knocks = host.page.getByRole("region", { name: says("callKnocks") });
    await knocks.getByText("Bob asked me to come").waitFor();
    await knocks.getByText(says("callClaim", "Carol")).waitFor();
    await knocks.getByRole("button", { name: "Admit", exact: true }).click();
    await carols.button("Leave").waitFor();
    await host.untilBound("Carol");

    await pressInRoom(host, "Lock room");
    await untilVersion(host, 3);
    const bobs = await arrive(bob, link);
    await bobs.page.getByText(says("problemLocked")).waitFor();
    await bobs.page.getByText(says("problemLockedText")).waitFor();
    await pressInRoom(host, "Unlock room");
    await untilVersion(host, 4);
    await joinAndApprove(bob, bobs);
    await bobs.button("Leave").waitFor();
    await bobs.untilBound("Carol");

    const carolsLine = lineOf(host, "Carol");
    await carolsLine.getByRole("button", { name: "Remove", exact: true }).click();
    const dialog = host.page.getByRole("dialog", { name: says("removeTitle", "Carol") });
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await carols.page.getByRole("heading", { name: says("problemRemoved") }).waitFor();
    await carols.page.getByText(says("problemRemovedText")).waitFor();
    await carols.page.getByText(says("problemRemovedDeniedNext")).waitFor();
    await bobs.tile("Carol").waitFor({ state: "detached" });
    await host.tile("Carol").waitFor({ state: "detached" });
    expect(await bobs.tiles()).toEqual(["Alice"]);
  });

  test("makes a cohost and renews the list by approvals; the cohost admits alone", async () => {
    const server = await stage.server();
    const [alice, bob, carol] = await Promise.all([
      stage.person("Alice"),
      stage.person("Bob"),
      stage.person("Carol"),
    ]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const bobs = await enterRoom(bob, link);
    await host.untilBound("Bob");

    await roomOf(host);
    await lineOf(host, "Bob").getByRole("button", { name: "Make cohost" }).click();
    const asked = await approvalWindow(alice.profile);
    await asked.page.getByRole("heading", { name: says("approvalList") }).waitFor();
    await asked.page.getByText(says("approvalListCohosts")).waitFor();
    const [text = ""] = await asked.statements();
    expect(text).toMatch(/^Version: 2$/m);
    expect(text).toMatch(/^Allow: SHA256:\S{43} cohost$/m);
    await asked.approve();
    await untilVersion(host, 2);
    await untilVersion(bobs, 2);

    await pressInRoom(host, "Room settings");
    await host.page
      .getByRole("dialog")
      .getByRole("button", { name: says("roomRenew") })
      .click();
    const renewal = await approvalWindow(alice.profile);
    expect((await renewal.statements())[0]).toMatch(/^Version: 3$/m);
    await renewal.approve();
    await host.page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    await untilVersion(host, 3);

    // What Bob may do he signed when he joined: he joins again, as the page tells him.
    await (await roomOf(bobs)).getByText(says("roomRejoin")).waitFor();
    await bobs.leave();
    await host.leave();
    await bobs.button(says("callBackToLobby")).click();
    await joinAndApprove(bob, bobs);
    await bobs.button("Leave").waitFor();

    const carols = await arrive(carol, link);
    await carols.page.getByText(says("knockCohost")).waitFor();
    await knock(carols, "For the host");
    const knocks = bobs.page.getByRole("region", { name: says("callKnocks") });
    await knocks.getByText(says("callKnockHoldsLink")).waitFor();
    // A cohost is proven by the list alone, which Carol has not seen: they hear her key, no more.
    expect(await knocks.getByText("For the host").count()).toBe(0);
    await knocks.getByRole("button", { name: "Admit", exact: true }).click();
    await carols.button("Leave").waitFor();
    await bobs.untilBound("Carol");
    await untilVersion(bobs, 4);
  });
});
