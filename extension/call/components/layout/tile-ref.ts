/** What a tile shows: somebody's camera, or their screen beside it. */
export interface TileRef {
  /** Unique in the call, and the same for as long as the tile is there. */
  readonly id: string;
  /** Null for one's own. */
  readonly peerId: string | null;
  readonly shows: "camera" | "screen";
}

export function tileRef(peerId: string | null, shows: TileRef["shows"]): TileRef {
  return { id: `${peerId ?? "own"}/${shows}`, peerId, shows };
}
