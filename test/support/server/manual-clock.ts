import type { Client } from "./client.ts";
import type { Clock } from "../../../server/clock.ts";

/** Shorter than the pause after which a server pings. */
const stepMs = 20_000;

/** Time that stands still until it is told to pass. */
export interface ManualClock extends Clock {
  /** Runs every task that comes due on the way, each at its own moment. */
  readonly advance: (ms: number) => void;
  /** Tasks that wait. */
  readonly pending: () => number;
}

export function createManualClock(startMs = Date.parse("2026-08-28T10:00:00.000Z")): ManualClock {
  let passedMs = 1_000;
  const tasks = new Set<{ readonly atMs: number; readonly task: () => void }>();

  const nextBefore = (endMs: number) =>
    [...tasks].filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];

  return {
    now: () => startMs + passedMs,
    monotonic: () => passedMs,
    after: (delayMs, task) => {
      const entry = { atMs: passedMs + delayMs, task };
      tasks.add(entry);
      return () => void tasks.delete(entry);
    },
    advance: (ms) => {
      const endMs = passedMs + ms;
      for (let due = nextBefore(endMs); due !== undefined; due = nextBefore(endMs)) {
        tasks.delete(due);
        passedMs = due.atMs;
        due.task();
      }
      passedMs = endMs;
    },
    pending: () => tasks.size,
  };
}

/** Lets much time pass for people whose sockets answer pings, as a browser's do. */
export async function passTime(
  clock: ManualClock,
  ms: number,
  clients: readonly Pick<Client, "roundTrip">[],
): Promise<void> {
  for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
    clock.advance(Math.min(stepMs, leftMs));
    await Promise.all(clients.map((client) => client.roundTrip()));
  }
}
