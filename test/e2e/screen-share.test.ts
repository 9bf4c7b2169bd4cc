import { describe, expect, it } from "vitest";
import { liveTracks } from "../support/browser/live-tracks.ts";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

describe("a shared screen", () => {
  it("is seen and heard beside the camera, by several at once, until it is stopped", async () => {
    const server = await stage.server();
    const slow = { framesPerSecond: 10 };
    const [alice, bob] = await Promise.all([
      stage.person("Alice", slow),
      stage.person("Bob", slow),
    ]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await host.untilSeen("Bob");
    const before = [guest.wire.sent.length, guest.wire.binarySent()];
    const [bobsScreen, alicesScreen] = [says("shareOf", "Bob"), says("shareOf", "Alice")];

    await guest.button("Share screen").click();
    await guest.page.getByText(says("shareOwnSound")).waitFor();
    await host.untilSeen(bobsScreen);
    await host.untilHeard(bobsScreen);
    await host.untilSeen("Bob");
    // Whole, as it was: the fake screen is wider than the fake camera.
    const [screen, camera] = await Promise.all([host.received(bobsScreen), host.received("Bob")]);
    expect(screen.width).toBeGreaterThan(0);
    expect(camera.frames).toBeGreaterThan(0);

    await host.button("Share screen").click();
    await guest.untilSeen(alicesScreen);
    await host.untilSeen(bobsScreen);

    await guest.page.getByRole("radio", { name: says("shareSuitsMotion") }).check();
    await host.untilSeen(bobsScreen);
    await guest.button("Stop sharing").first().click();
    await expect.poll(() => host.tiles()).toEqual(["Bob"]);
    await host.untilSeen("Bob");
    expect(
      (await liveTracks(guest.page)).filter(({ label }) => label.startsWith("screen")),
    ).toEqual([]);
    expect([guest.wire.sent.length, guest.wire.binarySent()]).toEqual(before);

    // Whoever leaves while sharing leaves nothing running.
    await host.leave();
    await expect.poll(() => liveTracks(host.page)).toEqual([]);
    await expect.poll(() => guest.tiles(), { timeout: 5_000 }).toEqual([]);
  });
});
