import type { Clock } from "../clock.ts";

/** How fast something moves, over the last seconds. */
export interface Speed {
  /** `total`: bytes moved so far. */
  readonly at: (total: number) => void;
  /** Null while nothing is known. */
  readonly bytesPerSecond: () => number | null;
  /** After a pause: what was before it does not count. */
  readonly restart: () => void;
}

const overMs = 4_000;
const atLeastMs = 300;

export function createSpeed(clock: Pick<Clock, "now">): Speed {
  let samples: { readonly atMs: number; readonly total: number }[] = [];
  return {
    at: (total) => {
      const atMs = clock.now();
      // The one before the first within the time is kept: from there on is measured.
      while (samples.length > 1 && atMs - samples[1]!.atMs > overMs) samples.shift();
      samples.push({ atMs, total });
    },
    bytesPerSecond: () => {
      const [first] = samples;
      const last = samples.at(-1);
      if (first === undefined || last === undefined) return null;
      const spanMs = clock.now() - first.atMs;
      return spanMs < atLeastMs ? null : ((last.total - first.total) / spanMs) * 1_000;
    },
    restart: () => {
      samples = [];
    },
  };
}
