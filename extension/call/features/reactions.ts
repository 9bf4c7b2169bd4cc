import type { Reaction } from "../../../protocol/channel/reaction.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature } from "./feature.ts";

/** A reaction while it is shown. */
export interface ShownReaction {
  readonly id: number;
  /** Peer id; null for one's own. */
  readonly from: string | null;
  readonly reaction: Reaction;
}

export interface ReactionsActions {
  readonly react: (reaction: Reaction) => void;
}

export interface Reactions {
  readonly feature: CallFeature;
  /** The oldest first. */
  readonly view: () => readonly ShownReaction[];
  readonly actions: ReactionsActions;
}

const shownForMs = 4_000;
/** Of one person, on the page at once: a flood draws nothing more. */
const shownMaxEach = 4;

export function createReactions(deps: {
  readonly clock: Clock;
  readonly changed: () => void;
}): Reactions {
  const peers = new Map<string, BoundPeer>();
  let shown: readonly ShownReaction[] = [];
  let nextId = 1;

  /** False where this person has as many on the page as they may. */
  const show = (from: string | null, reaction: Reaction): boolean => {
    if (shown.filter((each) => each.from === from).length >= shownMaxEach) return false;
    const id = nextId++;
    shown = [...shown, { id, from, reaction }];
    deps.clock.after(shownForMs, () => keep((each) => each.id !== id));
    deps.changed();
    return true;
  };
  const keep = (isKept: (each: ShownReaction) => boolean): void => {
    shown = shown.filter(isKept);
    deps.changed();
  };

  return {
    feature: {
      attached: (peer) => void peers.set(peer.peerId, peer),
      message: ({ peerId }, message) => {
        if (message.type === "reaction") show(peerId, message.reaction);
      },
      left: ({ peerId }) => {
        peers.delete(peerId);
        keep(({ from }) => from !== peerId);
      },
      ended: () => {
        peers.clear();
        keep(() => false);
      },
    },
    view: () => shown,
    actions: {
      react: (reaction) => {
        // What others would not show is not sent either.
        if (!show(null, reaction)) return;
        for (const peer of peers.values()) peer.send({ type: "reaction", reaction });
      },
    },
  };
}
