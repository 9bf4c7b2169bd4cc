import { describe, expect, it } from "vitest";
import { firstPace, nextPace, type Pace } from "../../../extension/call/backdrop/pace.ts";

/** After so many seconds of frames 33 ms apart, of which each mask took so long. */
function after(seconds: number, tookMs: number, from: Pace = firstPace, startMs = 0): Pace {
  let pace = from;
  for (let nowMs = startMs; nowMs <= startMs + seconds * 1_000; nowMs += 33 * pace.every) {
    pace = nextPace(pace, nowMs, tookMs, 33);
  }
  return pace;
}

describe("the pace of looking for the person", () => {
  it.each([
    [8, 1],
    [16, 1],
    [25, 2],
    [40, 3],
    [80, 5],
    [400, 6],
  ])("of %s ms a time is every %s frames, half of a core at most", (tookMs, every) => {
    expect(after(5, tookMs).every).toBe(every);
  });

  it("is given up where the machine is too slow for six seconds, and not before", () => {
    expect(after(5.5, 300).isTooSlow).toBe(false);
    expect(after(7, 300).isTooSlow).toBe(true);
    expect(after(60, 90).isTooSlow).toBe(false);
  });

  it("forgives a slow beginning, and a moment of other work", () => {
    const begun = after(3, 500);
    const warm = after(3, 20, begun, 3_000);
    expect(warm).toMatchObject({ isTooSlow: false, slowSinceMs: null });
    const busy = after(4, 300, warm, 6_000);
    expect(after(20, 20, busy, 10_000)).toMatchObject({ isTooSlow: false, slowSinceMs: null });
  });
});
