import type { BoundPeer } from "../features/feature.ts";
import type { MeasuredLink } from "./measured-link.ts";
import type { Said } from "./pair-trouble.ts";
import { allReceived, type Reception } from "./reception.ts";
import type { Receiver } from "./send-ladder.ts";
import type { ShownOfPeer } from "./shown-sizes.ts";
import { nothingTold, type WantState } from "./wants.ts";

/** What is known of one bound peer's link, wishes and words. */
export interface Neighbour {
  readonly peer: BoundPeer;
  readonly sinceMs: number;
  /** What they show of this side. */
  theirWant: ShownOfPeer;
  want: WantState;
  link: MeasuredLink | null;
  reception: Reception;
  said: (Said & { readonly atMs: number }) | null;
}

/** By peer id. */
export type Neighbours = ReadonlyMap<string, Neighbour>;

/** Until they say: enough to see who is there. */
const firstWant: ShownOfPeer = {
  camera: { width: 320, height: 180 },
  screen: { width: 640, height: 360 },
};

export function newNeighbour(peer: BoundPeer, sinceMs: number): Neighbour {
  return {
    peer,
    sinceMs,
    theirWant: firstWant,
    want: nothingTold,
    link: null,
    reception: allReceived,
    said: null,
  };
}

export function receiverOf({ peer, theirWant, link }: Neighbour): Receiver {
  const { figures = null } = link ?? {};
  return {
    peerId: peer.peerId,
    ...theirWant,
    path: {
      availableBitsPerSecond: figures?.availableBitsPerSecond ?? null,
      loss: figures?.lossThere ?? 0,
      roundTripMs: figures?.roundTripMs ?? null,
    },
  };
}
