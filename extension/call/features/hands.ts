import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature } from "./feature.ts";

/** Who wants to speak, in the order in which the hands went up. */
export interface HandsView {
  readonly isMineRaised: boolean;
  /** Peer ids, the longest waiting first. */
  readonly raised: readonly string[];
}

export interface HandsActions {
  readonly raiseHand: (isRaised: boolean) => void;
}

export interface Hands {
  readonly feature: CallFeature;
  readonly view: () => HandsView;
  readonly actions: HandsActions;
}

export function createHands(deps: { readonly clock: Clock; readonly changed: () => void }): Hands {
  const peers = new Map<string, BoundPeer>();
  const raisedAtMs = new Map<string, number>();
  let isMineRaised = false;

  const tell = (peer: BoundPeer): void => peer.send({ type: "hand", raised: isMineRaised });
  const set = (peerId: string, isRaised: boolean): void => {
    if (!isRaised) raisedAtMs.delete(peerId);
    else if (!raisedAtMs.has(peerId)) raisedAtMs.set(peerId, deps.clock.now());
    deps.changed();
  };

  return {
    feature: {
      attached: (peer) => {
        peers.set(peer.peerId, peer);
        if (isMineRaised) tell(peer);
      },
      message: ({ peerId }, message) => {
        if (message.type === "hand") set(peerId, message.raised);
      },
      left: ({ peerId }) => {
        peers.delete(peerId);
        set(peerId, false);
      },
      ended: () => {
        peers.clear();
        raisedAtMs.clear();
        isMineRaised = false;
      },
    },
    view: () => ({
      isMineRaised,
      raised: [...raisedAtMs]
        .toSorted(([, one], [, other]) => one - other)
        .map(([peerId]) => peerId),
    }),
    actions: {
      raiseHand: (isRaised) => {
        isMineRaised = isRaised;
        for (const peer of peers.values()) tell(peer);
        deps.changed();
      },
    },
  };
}
