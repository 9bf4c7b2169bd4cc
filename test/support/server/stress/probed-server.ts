import { readdirSync } from "node:fs";
import { type Clock, systemClock } from "../../../../server/clock.ts";
import { collectGarbage } from "../collect-garbage.ts";
import { startServer } from "../start-server.ts";

/**
 * The server in a process of its own, that can be asked what it holds and be told that hours have
 * passed. Run by `fork`.
 */
export interface Probe {
  readonly sockets: number;
  readonly sessions: number;
  readonly rooms: number;
  readonly addresses: number;
  readonly heapBytes: number;
  readonly bufferBytes: number;
  readonly timers: number;
  readonly files: number;
}

let jumpedMs = 0;
const clock: Clock = {
  now: () => systemClock.now() + jumpedMs,
  monotonic: () => systemClock.monotonic() + jumpedMs,
  after: systemClock.after,
};

const server = await startServer({
  clock,
  logLevel: "warn",
  trustedProxies: new Set(["127.0.0.1"]),
});

function probe(): Probe {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return {
    ...server.server.holds(),
    heapBytes: heapUsed,
    bufferBytes: arrayBuffers,
    timers: process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length,
    files: readdirSync("/proc/self/fd").length,
  };
}

process.on("message", (asked: { readonly ask: "probe" } | { readonly jumpMs: number }) => {
  if ("jumpMs" in asked) jumpedMs += asked.jumpMs;
  else process.send!({ probe: probe(), logged: server.logged() });
});
process.send!({ url: server.url, origin: server.origin });
