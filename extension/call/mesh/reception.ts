import type { LinkCounts } from "./link-counts.ts";

/**
 * Whether somebody's voice and picture come. That nothing comes says nothing: who is silent sends
 * nothing. So each tells how many packets were sent, and who receives none of them notices.
 */
export interface Reception {
  readonly hears: boolean;
  readonly sees: boolean;
  readonly sent: PacketCounts | null;
  readonly received: PacketCounts | null;
}

export interface PacketCounts {
  readonly voice: number;
  readonly picture: number;
}

export const allReceived: Reception = { hears: true, sees: true, sent: null, received: null };

/** Fewer sent in between prove nothing. */
const enoughPackets = 20;
const leastPart = 0.1;

/** `sent`: what they say to have sent so far, on this connection. */
export function nextReception(
  before: Reception,
  sent: PacketCounts,
  counts: Pick<LinkCounts, "voicePacketsReceived" | "picturePacketsReceived">,
): Reception {
  const received = {
    voice: counts.voicePacketsReceived,
    picture: counts.picturePacketsReceived,
  };
  const comes = (kind: "voice" | "picture", came: boolean): boolean => {
    const due = sent[kind] - (before.sent?.[kind] ?? sent[kind]);
    const got = received[kind] - (before.received?.[kind] ?? received[kind]);
    // A few that do come are proof enough that it is the other way again.
    if (due < enoughPackets) return came || got > 0;
    return got >= due * leastPart;
  };
  return {
    hears: comes("voice", before.hears),
    sees: comes("picture", before.sees),
    sent,
    received,
  };
}
