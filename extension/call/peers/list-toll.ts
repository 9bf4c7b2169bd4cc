import type { Clock } from "../clock.ts";

/** Less than the pause that an honest peer keeps between two answers (list-gossip.ts). */
const everyMs = 400;
const burst = 8;

/**
 * Each access list that a peer brings costs several signature checks, in turn with everything else
 * that arrives: it pays for a while, and the past lends some.
 */
export function createListToll(clock: Clock): { readonly pay: () => boolean } {
  let paidUntilMs = 0;
  return {
    pay: () => {
      const nowMs = clock.now();
      paidUntilMs = Math.max(paidUntilMs, nowMs - burst * everyMs);
      if (paidUntilMs + everyMs > nowMs) return false;
      paidUntilMs += everyMs;
      return true;
    },
  };
}
