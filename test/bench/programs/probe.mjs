// @ts-check
// Loaded before a measured program, into its process: tells what that process has used. The same
// for all programs, so that none of them is changed for being measured.

import { Session } from "node:inspector";
import { setTimeout as wait } from "node:timers/promises";

const collector = new Session();
collector.connect();

/** @type {Record<string, () => number | Promise<number>>} */
const answers = {
  /** Microseconds of all threads, in user and kernel. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /**
   * Bytes that stay resident once everything is collected, compacted and given back, as V8 does by
   * itself where it is told that memory is short. Else the room that V8 keeps for the next burst,
   * up to 32 MiB and never twice the same, is most of what is measured.
   */
  memory: async () => {
    for (const pauseMs of [300, 700]) {
      collector.post("HeapProfiler.collectGarbage");
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
