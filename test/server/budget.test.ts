import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget, isFull, take } from "../../server/budget.ts";

test("gives a burst, then so much a second, and says how long to wait", () => {
  const budget = createBudget(2, 3, 0);
  expect([take(budget, 1, 0), take(budget, 1, 0), take(budget, 1, 0)]).toEqual([0, 0, 0]);
  expect(take(budget, 1, 0)).toBe(500);
  expect(take(budget, 1, 250)).toBe(250);
  expect(take(budget, 1, 500)).toBe(0);
  expect(isFull(budget, 500)).toBe(false);
  expect(isFull(budget, 2_000)).toBe(true);
});

test("never gives more than the burst and its rate allow, whatever the order of asking", () => {
  const asks = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 5 })), { maxLength: 60 });
  fc.assert(
    fc.property(asks, (steps) => {
      const budget = createBudget(10, 20, 0);
      let nowMs = 0;
      let given = 0;
      for (const [pauseMs, amount] of steps) {
        nowMs += pauseMs;
        if (take(budget, amount, nowMs) === 0) given += amount;
      }
      expect(given).toBeLessThanOrEqual(20 + (nowMs * 10) / 1000 + 1e-6);
    }),
  );
});

test("what it says to wait is enough", () => {
  const asks = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(2_000));
  fc.assert(
    fc.property(asks, ([amount, nowMs]) => {
      const budget = createBudget(7, 20, 0);
      take(budget, 20, 0);
      const waitMs = take(budget, amount, nowMs);
      expect(waitMs === 0 || take(budget, amount, nowMs + waitMs) === 0).toBe(true);
    }),
  );
});
