/** How often the person is looked for anew, and whether the machine bears it at all. */
export interface Pace {
  /** Milliseconds that finding the person takes, lately. */
  readonly maskMs: number;
  /** Every so many frames; between them the mask before is used again. */
  readonly every: number;
  /** Since when it is slower than it may be, in the clock of the frames. */
  readonly slowSinceMs: number | null;
  readonly isTooSlow: boolean;
}

export const firstPace: Pace = { maskMs: 0, every: 1, slowSinceMs: null, isTooSlow: false };

/** Of one core, at most: the other half of a small machine is the call's. */
const shareMax = 0.5;
/** A mask that is older shows the room where somebody was a moment ago. */
const everyMax = 6;
/** At that share, five masks a second at thirty frames. */
const maskMaxMs = 100;
/** Beginnings are slow: code that was never run is not compiled yet. */
const patienceMs = 6_000;
const newestCounts = 0.15;

/** After each mask: how long it took, and how far apart the frames are. */
export function nextPace(before: Pace, nowMs: number, tookMs: number, frameMs: number): Pace {
  const maskMs =
    before.maskMs === 0 ? tookMs : before.maskMs + newestCounts * (tookMs - before.maskMs);
  const wanted = Math.ceil(maskMs / (shareMax * Math.max(frameMs, 1)));
  const slowSinceMs = maskMs > maskMaxMs ? (before.slowSinceMs ?? nowMs) : null;
  return {
    maskMs,
    every: Math.min(everyMax, Math.max(1, wanted)),
    slowSinceMs,
    isTooSlow: slowSinceMs !== null && nowMs - slowSinceMs >= patienceMs,
  };
}
