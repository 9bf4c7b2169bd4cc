/**
 * Milliseconds to wait before try number `attempt` (0 is the first): doubling from half a second
 * to fifteen, with full jitter above a quarter, so that a restarted server is not met by everybody
 * at once. `random` is in [0, 1).
 */
export function retryDelayMs(attempt: number, random: number): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * (0.25 + 0.75 * random));
}

/**
 * Before the next try at a link to a peer. Never long: a try lasts as long as ICE looks for a way,
 * and finds one at once that opens meanwhile; only between two tries would it go unseen.
 */
export function linkRetryDelayMs(attempt: number, random: number): number {
  return retryDelayMs(Math.min(attempt, 2), random);
}

/**
 * Before the next ICE restart: an answer takes two ways through the server, then ICE its checks. The
 * second comes early, as browsers take a while to see that they have another address.
 */
export function restartRetryDelayMs(attempt: number, random: number): number {
  return Math.min(3_000, 1_200 + 900 * attempt) + Math.round(500 * random);
}
