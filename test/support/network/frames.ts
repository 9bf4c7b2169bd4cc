import type { CallTab } from "../e2e/screens/call-tab.ts";

/**
 * Milliseconds until a frame of this person is decoded that was not there when this was called; on
 * whatever connection and whatever tile of theirs it comes. Infinity where none came in time.
 */
export function untilNextFrame({ page }: CallTab, name: string, limitMs: number): Promise<number> {
  return page.evaluate(
    async ([person, limit]) => {
      const from = performance.now();
      let before: string | null = null;
      while (performance.now() - from < limit) {
        const now = [...document.querySelectorAll(`[role="group"]`)]
          .filter((tile) => tile.getAttribute("aria-label") === person)
          .flatMap((tile) => [...tile.querySelectorAll("video")])
          .filter(({ srcObject }) => srcObject !== null)
          .map((video) => video.getVideoPlaybackQuality().totalVideoFrames)
          .filter((count) => count > 0)
          .join();
        before ??= now;
        // A new connection counts from nought again.
        if (now !== "" && now !== before) return performance.now() - from;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return Number.POSITIVE_INFINITY;
    },
    [name, limitMs] as const,
  );
}

/** Both of them see a frame of the other that is new; the later of the two. */
export async function untilBothSee(
  one: { readonly name: string; readonly tab: CallTab },
  other: { readonly name: string; readonly tab: CallTab },
  limitMs: number,
): Promise<number> {
  return Math.max(
    ...(await Promise.all([
      untilNextFrame(one.tab, other.name, limitMs),
      untilNextFrame(other.tab, one.name, limitMs),
    ])),
  );
}
