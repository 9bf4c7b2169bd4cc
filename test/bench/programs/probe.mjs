// @ts-check
// Loaded before a measured program, into its process: tells what that process has used. The same
// for all programs, so that none of them is changed for being measured.

import { setTimeout as wait } from "node:timers/promises";

/** @type {Record<string, () => number | Promise<number>>} */
const answers = {
  /** Microseconds of all threads, in user and kernel. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Bytes that stay resident once what is garbage is collected and given back. */
  memory: async () => {
    for (const pauseMs of [300, 700]) {
      globalThis.gc?.();
      await wait(pauseMs);
    }
    return process.memoryUsage.rss();
  },
};

process.on("message", (/** @type {{ id: number, ask: string }} */ { id, ask }) => {
  void Promise.resolve(answers[ask]?.()).then((value) => process.send?.({ id, value }));
});
// Whoever measures is gone: nobody else would end this process.
process.on("disconnect", () => process.exit(1));
