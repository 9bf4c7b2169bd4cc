import { setTimeout as wait } from "node:timers/promises";

const patienceMs = 20_000;
const pollMs = 100;

/**
 * @param {string} origin of the server
 * @param {Promise<number>} ended settles where the server gave up
 * @returns {Promise<boolean>} false where it ended or does not answer
 */
export async function whenHealthy(origin, ended) {
  let over = false;
  void ended.then(() => (over = true));
  for (
    const until = performance.now() + patienceMs;
    performance.now() < until;
    await wait(pollMs)
  ) {
    if (over) return false;
    try {
      if ((await fetch(`${origin}/healthz`)).ok) return true;
    } catch {
      // Not listening yet.
    }
  }
  console.error(`The server did not answer at ${origin}/healthz.`);
  return false;
}
