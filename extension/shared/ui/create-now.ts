// The time as a signal, for countdowns. The real clock is the default of the last parameter.

import { createSignal, onCleanup, type Accessor } from "solid-js";

export interface Ticker {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back again and again; the returned function ends it. */
  every(periodMs: number, callback: () => void): () => void;
}

const realTicker: Ticker = {
  now: () => Date.now(),
  every: (periodMs, callback) => {
    const timer = setInterval(callback, periodMs);
    return () => clearInterval(timer);
  },
};

/** Milliseconds since 1970, renewed every `periodMs` until the owner is disposed of. */
export function createNow(periodMs = 1000, ticker: Ticker = realTicker): Accessor<number> {
  const [now, setNow] = createSignal(ticker.now());
  onCleanup(ticker.every(periodMs, () => setNow(ticker.now())));
  return now;
}
