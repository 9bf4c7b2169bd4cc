import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Actor,
  fickle,
  flooding,
  honest,
  malformed,
  oversized,
  pause,
  restless,
  silent,
  slow,
} from "../support/server/stress/actors.ts";
import type { Probe } from "../support/server/stress/probed-server.ts";

const seed = 20_260_828;
const cast: readonly Actor[] = [
  ...Array.from({ length: 6 }, () => honest),
  restless,
  restless,
  malformed,
  malformed,
  silent,
  oversized,
  slow,
  slow,
  flooding,
  flooding,
  fickle,
  fickle,
];

let child: ChildProcess;
let server: { readonly url: string; readonly origin: string };

beforeAll(async () => {
  const path = fileURLToPath(new URL("../support/server/stress/probed-server.ts", import.meta.url));
  child = fork(path, { execArgv: ["--import", "tsx"] });
  server = await answer("url");
});
afterAll(() => child.kill("SIGKILL"));

function answer<Message extends object>(having: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const listen = (message: Message): void => {
      if (!(having in message)) return;
      child.off("message", listen);
      resolve(message);
    };
    child.on("message", listen);
    child.once("exit", () => reject(new Error("the server has ended")));
  });
}

/** Once everything that ends by time has ended. */
async function probe(): Promise<{ readonly probe: Probe; readonly logged: string }> {
  // Longer than a closing handshake may take; then those away are lost; then rooms run out.
  await pause(6_000);
  for (const hours of [1, 2]) {
    child.send({ jumpMs: hours * 3_600_000 });
    await pause(2_500);
  }
  child.send({ ask: "probe" });
  return answer("probe");
}

/** Mulberry32: the same play for the same seed, as far as sockets allow. */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function play(round: number, forMs: number) {
  const failures: string[] = [];
  const seen = new Map<string, number>();
  const endAt = performance.now() + forMs;
  const actors = cast.map((actor, index) =>
    actor({
      server,
      random: seeded(seed + round * 1_000 + index),
      from: { headers: { "x-forwarded-for": `198.51.${round}.${index}` } },
      isOver: () => performance.now() > endAt,
      fail: (what) => failures.push(what),
      saw: (what) => seen.set(what, (seen.get(what) ?? 0) + 1),
    }),
  );
  await Promise.all(actors);
  return { failures, seen };
}

test(
  "honest calls notice nothing of malformed, silent, oversized, slow, flooding and fickle clients, and nothing is left of any of them",
  { timeout: 120_000 },
  async () => {
    // Once round, so that what is compiled and cached is there before it is measured.
    await play(1, 3_000);
    const before = await probe();
    const { failures, seen } = await play(2, 13_000);
    expect(failures).toEqual([]);
    const after = await probe();

    // Each of them has really done what it is for.
    const times = (what: string): number => seen.get(what) ?? 0;
    expect(times("an honest frame")).toBeGreaterThan(300);
    expect(times("a resume")).toBeGreaterThan(5);
    expect(times("silence: 4408")).toBe(1);
    expect(times("oversized: 4413")).toBeGreaterThan(0);
    expect(times("a slow reader")).toBeGreaterThan(0);
    expect(times("a flood closed with 4429")).toBeGreaterThan(0);
    expect([...seen.keys()].filter((what) => what.startsWith("left at"))).toHaveLength(4);
    expect(times("nonsense closed with 4400") + times("nonsense closed with 4429")).toBeGreaterThan(
      3,
    );
    expect(after.logged).toBe("");

    const { heapBytes, bufferBytes, ...held } = after.probe;
    expect(held).toMatchObject({ sockets: 0, sessions: 0, rooms: 0, addresses: 0 });
    expect(after.probe.timers).toBeLessThanOrEqual(before.probe.timers);
    expect(after.probe.files).toBeLessThanOrEqual(before.probe.files);
    expect(heapBytes - before.probe.heapBytes).toBeLessThan(1_500_000);
    expect(bufferBytes - before.probe.bufferBytes).toBeLessThan(500_000);
  },
);
