import { afterEach, describe, expect, it } from "vitest";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import { approvalWindow } from "../support/e2e/screens/approval-window.ts";
import { openRoomPage } from "../support/e2e/screens/room-page.ts";
import { says } from "../support/e2e/words.ts";
import { canBuildLab, hubAddress } from "../support/network/lab.ts";
import { remoteCandidates } from "../support/network/remote-candidates.ts";
import { createScene, type Scene } from "../support/network/scene.ts";

describe.runIf(canBuildLab())("a call over a relay", () => {
  let scene: Scene | null = null;
  afterEach(async () => {
    const complaints = scene?.complaints();
    await scene?.close();
    scene = null;
    expect(complaints).toEqual([]);
  });

  it("connects two whose networks do not reach each other, and tells no address of who hides it", async () => {
    scene = await createScene({ hasRelay: true });
    const alice = await scene.person("Alice");
    const bob = await scene.person("Bob");
    alice.place.cutFrom(bob.place);
    const { tab: host, link } = await hostRoom(alice, scene.server.address, [bob]);
    const roomPage = await openRoomPage(bob.profile, link);
    const guest = await roomPage.join();
    await guest.page.getByRole("switch", { name: says("connectionHide") }).check();
    await guest.join();
    await (await approvalWindow(bob.profile)).approve();
    await host.untilSeen("Bob");
    await guest.untilSeen("Alice");
    await guest.untilHeard("Alice");

    const known = await remoteCandidates(host.page);
    expect(known.candidates.length).toBeGreaterThan(0);
    // prflx: a relay's port that a check came from before it was told of.
    for (const candidate of known.candidates) {
      expect(candidate).toMatch(new RegExp(`^(relay|prflx) ${hubAddress.replaceAll(".", "\\.")}$`));
    }
    expect(known.descriptions).not.toContain(bob.place.address());
    expect(known.descriptions).not.toMatch(/ typ (host|srflx)/);
    expect(known.descriptions).not.toMatch(/raddr (?!0\.0\.0\.0)/);
  });

  it("lets nobody in who hides where there is no relay, and says so", async () => {
    scene = await createScene();
    const alice = await scene.person("Alice");
    const bob = await scene.person("Bob");
    const { tab: host, link } = await hostRoom(alice, scene.server.address, [bob]);
    const roomPage = await openRoomPage(bob.profile, link);
    const guest = await roomPage.join();
    await guest.page.getByRole("switch", { name: says("connectionHide") }).check();
    await guest.join();
    await (await approvalWindow(bob.profile)).approve();
    await guest.page.getByText(says("problemNoRelay")).waitFor();
    expect((await remoteCandidates(guest.page)).connections).toBe(0);
    const known = await remoteCandidates(host.page);
    expect(known.candidates).toEqual([]);
  });

  it("says what is missing where two do not reach each other and there is no relay", async () => {
    scene = await createScene();
    const alice = await scene.person("Alice");
    const bob = await scene.person("Bob");
    alice.place.cutFrom(bob.place);
    const { tab: host, link } = await hostRoom(alice, scene.server.address, [bob]);
    const guest = await enterRoom(bob, link);
    const words = /the server offers no relay/;
    await host.page.getByText(words).first().waitFor({ timeout: 40_000 });
    await guest.page.getByRole("button", { name: "More", exact: true }).click();
    await guest.button(says("connectionTitle")).click();
    await guest.button(says("connectionTest")).click();
    const report = guest.page.getByRole("list", { name: says("connectionFound") });
    await report.getByText(says("connectionSelf")).waitFor();
    await report.getByText(says("connectionNoRelay")).waitFor();
  });
});
