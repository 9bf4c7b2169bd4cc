import type { Clock } from "../clock.ts";
import type { PeerState } from "./peer-machine.ts";

/**
 * Two who talk through the server and still do not reach each other: their networks let nothing in,
 * and no relay helps. Said once, until they do.
 */
export interface NoWay {
  /** After every change of the link. */
  readonly look: (state: PeerState) => void;
}

/** Longer than a gathering of candidates and their checks take where there is a way. */
const patienceMs = 12_000;

export function createNoWay(clock: Clock, say: () => void): NoWay {
  let cancel: (() => void) | null = null;
  let isSaid = false;

  const stop = (): void => {
    cancel?.();
    cancel = null;
  };
  return {
    look: ({ link, isDescribed, isWeak }) => {
      if (link === "bound") isSaid = false;
      const isApart = (link === "connecting" || link === "lost") && !isWeak;
      if (!isApart) return stop();
      // Without an answer the other side may not be there at all.
      if (!isDescribed || isSaid || cancel !== null) return;
      cancel = clock.after(patienceMs, () => {
        cancel = null;
        isSaid = true;
        say();
      });
    },
  };
}
