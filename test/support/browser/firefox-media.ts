import type { Page } from "puppeteer-core";

/** What came through the tile of a person while it was watched. */
export interface SeenInFirefox {
  /** Frames that were painted. */
  readonly frames: number;
  /**
   * The largest ring that the tile drew for their voice, from the level that the browser tells of
   * what it received. Web Audio does not run in a Firefox on a machine without sound.
   */
  readonly loudest: number;
}

type Painted = HTMLVideoElement & { readonly mozPaintedFrames: number };

export function watchInFirefox(page: Page, name: string, forMs = 4_000): Promise<SeenInFirefox> {
  return page.evaluate(
    async (person, duration) => {
      const tile = [...document.querySelectorAll<HTMLElement>('[role="group"]')].find(
        (each) => each.getAttribute("aria-label") === person,
      );
      if (tile === undefined) return { frames: 0, loudest: 0 };
      // Its playback quality counts nothing of a live stream.
      const video = tile.querySelector("video") as Painted | null;
      const before = video?.mozPaintedFrames ?? 0;
      let loudest = 0;
      const until = performance.now() + duration;
      while (performance.now() < until) {
        loudest = Math.max(loudest, Number(tile.style.getPropertyValue("--level")) || 0);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return { frames: (video?.mozPaintedFrames ?? 0) - before, loudest };
    },
    name,
    forMs,
  );
}
