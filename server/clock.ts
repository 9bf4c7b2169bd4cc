/** Time as the server sees it: a port, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970: what statements carry. May jump. */
  readonly now: () => number;
  /** Whole milliseconds since some moment; never goes back. Every deadline is measured by it. */
  readonly monotonic: () => number;
  /** Runs `task` once after `delayMs`; the returned function takes that back. */
  readonly after: (delayMs: number, task: () => void) => () => void;
}

/** One moment, by both. */
export interface Moment {
  readonly nowMs: number;
  readonly monotonicMs: number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  // Whole numbers: V8 keeps them inside the object, a fraction costs an allocation each.
  monotonic: () => Math.floor(performance.now()),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

export function momentOf(clock: Clock): Moment {
  return { nowMs: clock.now(), monotonicMs: clock.monotonic() };
}
