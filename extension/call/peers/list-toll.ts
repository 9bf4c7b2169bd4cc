import type { Clock } from "../clock.ts";
import { createToll, type Toll } from "./toll.ts";

/**
 * Each access list that a peer brings costs several signature checks, in turn with everything else
 * that arrives. Less than the pause that an honest peer keeps between two answers (list-gossip.ts).
 */
export function createListToll(clock: Clock): Toll {
  return createToll(clock, { everyMs: 400, burst: 8 });
}
