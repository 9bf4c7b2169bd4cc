import type { Clock } from "../clock.ts";

/**
 * How often somebody may do something that costs this side: `burst` at once, then one in `everyMs`.
 * Both ends of a channel keep the same pace, so that no honest peer runs into the other's.
 */
export interface Pace {
  /** False where it is too soon. */
  readonly take: () => boolean;
}

export function createPace(clock: Clock, burst: number, everyMs: number): Pace {
  let paidUntilMs = 0;
  return {
    take: () => {
      const nowMs = clock.now();
      paidUntilMs = Math.max(paidUntilMs, nowMs - burst * everyMs);
      if (paidUntilMs + everyMs > nowMs) return false;
      paidUntilMs += everyMs;
      return true;
    },
  };
}
