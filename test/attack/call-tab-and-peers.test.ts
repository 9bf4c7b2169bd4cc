import { describe, expect, test } from "vitest";
import { createBrowserScene } from "../support/attack/browser-scene.ts";
import { sendingTo, tileOf } from "../support/attack/victim-tab.ts";

const scene = createBrowserScene(["Vera"], 4);

describe("a member with a raw connection", () => {
  test("control: who keeps to the rules is bound, and media flows both ways", async () => {
    const { people, attacker } = scene();
    const { tab } = people[0]!;
    const { peer, transport, key } = await attacker(0);
    const channel = await peer.connect();
    await peer.bind(channel);
    await peer.say(channel, { type: "media", microphone: true, camera: true, screen: false });
    await tileOf(tab, key).getByRole("button", { name: "Confirm identity" }).waitFor();
    await expect.poll(async () => (await transport.received()).frames).toBeGreaterThan(0);
    expect(await sendingTo(tab.page, transport.fingerprint)).toEqual([
      { tracks: 2, packets: expect.any(Number) as number, state: "connected" },
    ]);
    await expect
      .poll(() =>
        tileOf(tab, key)
          .locator("video")
          .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames),
      )
      .toBeGreaterThan(0);
  });

  test.each(["lo", "hi"] as const)("experiment: another certificate, as %s", async (side) => {
    const { people, attacker, page } = scene();
    const { tab } = people[0]!;
    const honest = await page.transport();
    const { peer, transport, key } = await attacker(side === "lo" ? 1 : 2, {
      side,
      certify: { sessionDtls: honest.fingerprint },
    });
    const channel = await peer.connect();
    await channel.opened.catch((e) => console.log("opened failed", e.message));
    await new Promise((r) => setTimeout(r, 1500));
    console.log(
      side,
      await transport.received(),
      await sendingTo(tab.page, honest.fingerprint),
      await tileOf(tab, key).textContent(),
    );
    await new Promise((r) => setTimeout(r, 1500));
    console.log(
      side,
      await transport.received(),
      await sendingTo(tab.page, honest.fingerprint),
      await tileOf(tab, key).textContent(),
    );
    await peer.leave();
  });
});
