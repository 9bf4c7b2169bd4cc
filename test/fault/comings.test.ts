import { expect, it } from "vitest";
import { liveTracks } from "../support/browser/live-tracks.ts";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import { approvalWindow } from "../support/e2e/screens/approval-window.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";
import { untilNextFrame } from "../support/network/frames.ts";
import { remoteCandidates } from "../support/network/remote-candidates.ts";

const stage = createStage();
const env = { LIMIT_JOINS_PER_MINUTE: "1000" };

it("brings a reloaded tab back in one click, on the tile of before", async () => {
  const server = await stage.server({ env });
  const alice = await stage.person("Alice");
  const bob = await stage.person("Bob");
  const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
  const guest = await enterRoom(bob, link);
  await host.untilSeen("Bob");
  await guest.button("Turn camera off").click();
  await guest.button("Turn camera on").waitFor();
  await guest.page.reload();
  await guest.page.getByText(says("rejoinTitle")).waitFor();
  // As it was left.
  await guest.button("Turn camera on").waitFor();
  await guest.button(says("rejoinAction")).click();
  await (await approvalWindow(bob.profile)).approve();
  await host.untilBound("Bob");
  await host.untilHeard("Bob");
  expect(await host.tiles()).toEqual(["Bob"]);
  // Who leaves is not asked back.
  await guest.leave();
  await guest.page.reload();
  await guest.joinButton.waitFor();
  expect(await guest.page.getByText(says("rejoinTitle")).count()).toBe(0);
});

it("replaces the tile of a tab that was killed as soon as its person is back", async () => {
  const server = await stage.server({ env });
  const alice = await stage.person("Alice");
  const bob = await stage.person("Bob");
  const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
  const guest = await enterRoom(bob, link);
  await host.untilSeen("Bob");
  const session = await bob.profile.context.newCDPSession(guest.page);
  // Its end is this call's end as well.
  session.send("Page.crash").catch(() => undefined);
  await host.tile("Bob").getByText(says("callStateLost")).waitFor();
  await guest.page.close();
  await enterRoom(bob, link);
  await host.untilSeen("Bob");
  expect(await host.tiles()).toEqual(["Bob"]);
});

it("leaks nothing where somebody leaves and comes back ten times", async () => {
  const server = await stage.server({ env });
  const alice = await stage.person("Alice", { framesPerSecond: 10 });
  const bob = await stage.person("Bob", { framesPerSecond: 10 });
  const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
  const guest = await enterRoom(bob, link);
  await host.untilSeen("Bob");
  const before = {
    tracks: (await liveTracks(host.page)).length,
    connections: (await remoteCandidates(host.page)).connections,
  };
  for (let time = 0; time < 10; time += 1) {
    await guest.leave();
    await host.tile("Bob").waitFor({ state: "detached" });
    await guest.button(says("callBackToLobby")).click();
    await guest.join();
    await (await approvalWindow(bob.profile)).approve();
    await host.untilBound("Bob");
  }
  await host.untilSeen("Bob");
  expect(await host.tiles()).toEqual(["Bob"]);
  const { connections } = await remoteCandidates(host.page);
  expect(connections).toBe(before.connections);
  expect((await liveTracks(host.page)).length).toBeLessThanOrEqual(before.tracks);
});

it("goes on while the server is paused, killed and started again", async () => {
  const server = await stage.server({ env });
  const alice = await stage.person("Alice");
  const bob = await stage.person("Bob");
  for (const { profile } of [alice, bob]) {
    profile.complaints.expect(/WebSocket|ERR_CONNECTION/);
  }
  const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
  const guest = await enterRoom(bob, link);
  await host.untilSeen("Bob");
  server.pause();
  for (let second = 0; second < 3; second += 1) {
    expect(await untilNextFrame(host, "Bob", 1_000)).toBeLessThan(1_000);
  }
  server.goOn();
  await server.kill();
  await host.page.getByText(says("callServerGone"), { exact: true }).waitFor();
  expect(await untilNextFrame(host, "Bob", 1_000)).toBeLessThan(1_000);
  await server.start();
  await host.page
    .getByText(says("callServerGone"), { exact: true })
    .waitFor({ state: "detached", timeout: 40_000 });
  await guest.page
    .getByText(says("callServerGone"), { exact: true })
    .waitFor({ state: "detached", timeout: 40_000 });
  expect(await host.tiles()).toEqual(["Bob"]);
  expect(await untilNextFrame(guest, "Alice", 1_000)).toBeLessThan(1_000);
});
