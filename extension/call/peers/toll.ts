import type { Clock } from "../clock.ts";

/** What a peer asks for costs this side: they pay for a while, and the past lends some. */
export interface Toll {
  /** False where it was too much; then nothing is paid. */
  readonly pay: (times?: number) => boolean;
}

export function createToll(
  clock: Clock,
  { everyMs, burst }: { readonly everyMs: number; readonly burst: number },
): Toll {
  let paidUntilMs = Number.NEGATIVE_INFINITY;
  return {
    pay: (times = 1) => {
      const nowMs = clock.now();
      const fromMs = Math.max(paidUntilMs, nowMs - burst * everyMs);
      if (fromMs + times * everyMs > nowMs) return false;
      paidUntilMs = fromMs + times * everyMs;
      return true;
    },
  };
}
