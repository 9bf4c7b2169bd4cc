import { relayBurst, relayPerSecond } from "../protocol/limits.ts";
import { type Budget, createBudget, take } from "./budget.ts";
import type { Limits } from "./options.ts";

/** What one socket may still say. Made with its first message: most sockets are idle. */
export interface RelayBudget {
  readonly messages: Budget;
  readonly bytes: Budget;
  /** By how many the messages dropped outnumber those that fitted. */
  excess: number;
  /** Monotonic: when it was last told that it says too much. */
  toldAtMs: number;
}

export function createRelayBudget(limits: Limits, nowMs: number): RelayBudget {
  return {
    messages: createBudget(limits.relayPerSecond, burstOf(limits), nowMs),
    bytes: createBudget(limits.relayBytesPerSecond, limits.relayBytesPerSecond, nowMs),
    excess: 0,
    toldAtMs: Number.NEGATIVE_INFINITY,
  };
}

/** Milliseconds until this message would fit; 0 where it does. */
export function spend(budget: RelayBudget, bytes: number, nowMs: number): number {
  // A frame larger than a second's bytes must still be possible once the second is whole.
  const cost = Math.min(bytes, budget.bytes.burst);
  const waitMs = take(budget.bytes, cost, nowMs) || take(budget.messages, 1, nowMs);
  budget.excess = waitMs === 0 ? Math.max(0, budget.excess - 1) : budget.excess + 1;
  return waitMs;
}

/** The burst of the protocol, in the proportion of the limit that was set. */
export function burstOf({ relayPerSecond: perSecond }: Limits): number {
  return Math.ceil((perSecond * relayBurst) / relayPerSecond);
}
