import { expect, test } from "vitest";
import { defaultLimits } from "../../server/config.ts";
import { burstOf, createRelayBudget, spend } from "../../server/relay-budget.ts";

/** Seconds until somebody who says so much a second is closed; `forSeconds` where never. */
function secondsUntilClosed(perSecond: number, forSeconds: number): number {
  const budget = createRelayBudget(defaultLimits, 0);
  for (let sent = 0; sent < perSecond * forSeconds; sent += 1) {
    const nowMs = Math.floor((sent * 1000) / perSecond);
    spend(budget, 100, nowMs);
    if (budget.excess > burstOf(defaultLimits)) return nowMs / 1000;
  }
  return forSeconds;
}

test("whoever says ten times too much is closed within a second or two", () => {
  expect(secondsUntilClosed(600, 60)).toBeLessThan(2);
});

test("whoever says half as much again as allowed loses some of it and stays", () => {
  expect(secondsUntilClosed(90, 600)).toBe(600);
});

test("a call of twelve that begins at once is not held up", () => {
  const budget = createRelayBudget(defaultLimits, 0);
  // For each of eleven others: an offer or answer of 6 KB and a dozen candidates.
  for (let peers = 0; peers < 11; peers += 1) {
    expect(spend(budget, 6_000, 0)).toBe(0);
    for (let candidates = 0; candidates < 12; candidates += 1)
      expect(spend(budget, 300, 0)).toBe(0);
  }
});

test("the burst keeps its proportion to the limit that is set", () => {
  expect(burstOf(defaultLimits)).toBe(200);
  expect(burstOf({ ...defaultLimits, relayPerSecond: 6 })).toBe(20);
});
