/** A token bucket: `burst` at once, `perSecond` on average. Plain data, so that it costs little. */
export interface Budget {
  readonly burst: number;
  readonly perSecond: number;
  left: number;
  /** Monotonic. */
  atMs: number;
}

export function createBudget(perSecond: number, burst: number, nowMs: number): Budget {
  return { burst, perSecond, left: burst, atMs: nowMs };
}

/** Takes `amount`. 0 where it was there; else takes nothing and gives the milliseconds until it is. */
export function take(budget: Budget, amount: number, nowMs: number): number {
  refill(budget, nowMs);
  if (budget.left >= amount) {
    budget.left -= amount;
    return 0;
  }
  return Math.ceil(((amount - budget.left) * 1000) / budget.perSecond);
}

export function isFull(budget: Budget, nowMs: number): boolean {
  refill(budget, nowMs);
  return budget.left >= budget.burst;
}

function refill(budget: Budget, nowMs: number): void {
  if (nowMs <= budget.atMs) return;
  const gained = ((nowMs - budget.atMs) * budget.perSecond) / 1000;
  budget.left = Math.min(budget.burst, budget.left + gained);
  budget.atMs = nowMs;
}
