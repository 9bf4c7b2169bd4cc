import type { CallView } from "../../call-view.ts";
import { type TileRef, tileRef } from "./tile-ref.ts";

/** Everything that has a tile, in the order in which it is drawn: one's own comes last. */
export function callTiles(view: Pick<CallView, "peers" | "identity">): readonly TileRef[] {
  return [
    ...view.peers.flatMap(({ peerId, screen }) =>
      screen === null ? [] : [tileRef(peerId, "screen")],
    ),
    ...view.peers.map(({ peerId }) => tileRef(peerId, "camera")),
    ...(view.identity === null ? [] : [tileRef(null, "camera")]),
  ];
}
