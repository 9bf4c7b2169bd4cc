/**
 * Milliseconds to wait before try number `attempt` (0 is the first): doubling from half a second
 * to fifteen, with full jitter above a quarter, so that a restarted server is not met by everybody
 * at once. `random` is in [0, 1).
 */
export function retryDelayMs(attempt: number, random: number): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * (0.25 + 0.75 * random));
}
