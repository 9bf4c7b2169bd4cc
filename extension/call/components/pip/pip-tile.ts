import type { TileRef } from "../layout/tile-ref.ts";

/**
 * What is worth a small window: what somebody else has large, else who spoke last. Null where
 * nobody else is here. `speaker` is a peer id.
 */
export function pipTile(
  large: readonly TileRef[],
  tiles: readonly TileRef[],
  speaker: string | null,
): TileRef | null {
  const isOther = ({ peerId }: TileRef): boolean => peerId !== null;
  const others = tiles.filter((tile) => isOther(tile) && tile.shows === "camera");
  const speaking = others.find(({ peerId }) => peerId === speaker);
  return large.find(isOther) ?? speaking ?? others[0] ?? null;
}
