import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { audible } from "../support/browser/received-media.ts";
import { enterRoom, hostRoom } from "../support/e2e/person.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

/** What a player finds in a file. */
interface Played {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly frames: number;
  readonly loudest: number;
  /** How many different colours the middle of the last frame has. */
  readonly colours: number;
}

/** Plays it to its end, on a page of nobody's. */
function play(page: Page, path: string): Promise<Played> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0) ?? 0);
    const video = document.createElement("video");
    video.muted = true;
    video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
    const ended = new Promise((resolve) => video.addEventListener("ended", resolve));
    await video.play();
    await ended;
    const canvas = new OffscreenCanvas(64, 36);
    const context = canvas.getContext("2d")!;
    context.drawImage(video, 0, 0, 64, 36);
    const { data } = context.getImageData(0, 0, 64, 36);
    const sound = await new AudioContext().decodeAudioData(bytes.buffer);
    const loudest = sound
      .getChannelData(0)
      .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    return {
      width: video.videoWidth,
      height: video.videoHeight,
      seconds: video.currentTime,
      frames: video.getVideoPlaybackQuality().totalVideoFrames,
      loudest,
      colours: new Set(new Uint32Array(data.buffer)).size,
    };
  }, readFileSync(path).toString("base64"));
}

/** Notes when that text first stands on the page, by the clock of this machine. */
async function noteWhen(page: Page, text: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const look = (): void => {
      if (!("notedAtMs" in window) && document.body.textContent.includes(wanted)) {
        Object.assign(window, { notedAtMs: Date.now() });
      }
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  }, text);
  return () => page.evaluate(() => (window as { notedAtMs?: number }).notedAtMs ?? Infinity);
}

describe("a recording", () => {
  it("is told to the other side first, and is a film of both with sound", async () => {
    const server = await stage.server();
    const slow = { framesPerSecond: 10 };
    const [alice, bob] = await Promise.all([
      stage.person("Alice", slow),
      stage.person("Bob", slow),
    ]);
    const { tab: host, link } = await hostRoom(alice, server.address, [bob]);
    const guest = await enterRoom(bob, link);
    await host.untilSeen("Bob");

    const toldAtMs = await noteWhen(guest.page, says("recordingBegun", "Alice"));
    const begunAtMs = await noteWhen(host.page, says("recordingOwn"));
    await host.button("More").click();
    await host.button(says("recordingStart")).click();
    const sign = guest.tile("Alice").getByText(says("recordingSign"), { exact: true });
    await sign.waitFor();
    await host.page.getByText("0:03", { exact: true }).waitFor();
    expect(await toldAtMs()).toBeLessThan(await begunAtMs());
    const download = host.page.waitForEvent("download");
    await host.button(says("recordingStop")).click();
    const file = await download;
    await host.page.getByText(says("recordingSaved")).waitFor();
    expect(file.suggestedFilename()).toMatch(/^call-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d\.webm$/);
    await expect.poll(() => sign.count()).toBe(0);

    const page = await alice.profile.context.newPage();
    const played = await play(page, await file.path());
    expect(played).toMatchObject({ width: 1_280, height: 720 });
    expect(played.seconds).toBeGreaterThan(2.5);
    expect(played.frames).toBeGreaterThan(10);
    expect(played.colours).toBeGreaterThan(3);
    expect(played.loudest).toBeGreaterThan(audible);
  });
});
