import type { Page } from "playwright-core";
import { within } from "./within.ts";

/** Moments of one page, in milliseconds since 1970 with their fractions. */
export interface Seen {
  readonly clickedAtMs: number;
  readonly frameAtMs: number;
}

const limitMs = 60_000;

/**
 * Does `click`, and waits until a video that is not one's own (those are muted) has decoded a
 * frame. Both moments are the page's own, so no round trip to the browser is counted.
 */
export async function firstRemoteFrame(page: Page, click: () => Promise<void>): Promise<Seen> {
  const seen = page.evaluate(async () => {
    const clickedAt = await new Promise<number>((resolve) => {
      const once = { once: true, capture: true };
      document.addEventListener("click", () => resolve(performance.now()), once);
    });
    const videos = document.getElementsByTagName("video");
    while (
      ![...videos].some(
        (video) => !video.muted && video.getVideoPlaybackQuality().totalVideoFrames > 0,
      )
    ) {
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    return {
      clickedAtMs: performance.timeOrigin + clickedAt,
      frameAtMs: performance.timeOrigin + performance.now(),
    };
  });
  const [found] = await Promise.all([
    within(limitMs, "the first remote frame", seen),
    // Commands of one page are done in their order: it listens by the time this is answered.
    page.evaluate(() => document.readyState).then(click),
  ]);
  return found;
}
