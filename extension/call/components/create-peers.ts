import { type Accessor, createMemo } from "solid-js";
import type { PeerView } from "../call-view.ts";

/**
 * Peers by their ids: a tile is made once for each and lives as long as the peer is here, however
 * the list is renewed. A tile made anew would show a black picture and cut the voice.
 */
export function createPeers(peers: Accessor<readonly PeerView[]>): {
  readonly ids: Accessor<readonly string[]>;
  /** The latest of a peer; the last known one while its tile is being taken away. */
  readonly peer: (peerId: string) => Accessor<PeerView>;
} {
  const ids = createMemo<readonly string[]>(() => peers().map(({ peerId }) => peerId), [], {
    equals: (before, after) =>
      before.length === after.length && before.every((id, index) => id === after[index]),
  });
  const peer = (peerId: string): Accessor<PeerView> => {
    const find = (): PeerView | undefined => peers().find((each) => each.peerId === peerId);
    const first = find();
    if (first === undefined) throw new Error("a tile for nobody");
    return createMemo<PeerView>((before) => find() ?? before, first);
  };
  return { ids, peer };
}
