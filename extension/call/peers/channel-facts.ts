import type { Clock } from "../clock.ts";
import type { PeerSession } from "./peer-session.ts";

/** What can be told of the channel to one peer, for people who compare. */
export interface ChannelFacts {
  /** Since when this very channel is bound; null while there is none. */
  readonly boundAtMs: number | null;
  /** It took the place of one that broke. */
  readonly isRebuilt: boolean;
  /** Seven numbers below 64, the same on both sides; null until they are derived. */
  readonly shortCode: readonly number[] | null;
}

export interface ChannelRecord {
  readonly facts: () => ChannelFacts;
  /** Bound, on a new channel. */
  readonly begin: () => void;
  readonly pause: () => void;
}

const noChannel: ChannelFacts = { boundAtMs: null, isRebuilt: false, shortCode: null };

export function createChannelRecord(
  session: () => Pick<PeerSession, "transcript" | "shortCode">,
  clock: Clock,
  changed: () => void,
): ChannelRecord {
  let facts = noChannel;
  let channels = 0;

  const derive = async (): Promise<void> => {
    const transcript = session().transcript();
    const shortCode = await session().shortCode();
    // Another channel has another code.
    if (transcript === null || transcript !== session().transcript()) return;
    facts = { ...facts, shortCode };
    changed();
  };

  return {
    facts: () => facts,
    begin: () => {
      channels += 1;
      facts = { boundAtMs: clock.now(), isRebuilt: channels > 1, shortCode: null };
      derive().catch(() => undefined);
    },
    pause: () => {
      facts = noChannel;
    },
  };
}
