import type { ShownOfPeer, ShownSize, ShownSizes } from "../../mesh/shown-sizes.ts";
import type { TileRef } from "./tile-ref.ts";

/** A tile, or another place where something of a peer is drawn. */
export interface ShownTile {
  readonly tile: TileRef;
  /** CSS pixels of the picture alone. */
  readonly width: number;
  readonly height: number;
  readonly isVisible: boolean;
}

const unseen: ShownSize = { width: 0, height: 0 };

/** In device pixels, by peer. One's own tile is nobody else's business. */
export function shownSizes(tiles: readonly ShownTile[], pixelRatio: number): ShownSizes {
  const sizes: Record<string, ShownOfPeer> = {};
  for (const shown of tiles) {
    const { peerId, shows } = shown.tile;
    if (peerId === null) continue;
    const before = sizes[peerId] ?? { camera: unseen, screen: unseen };
    sizes[peerId] = { ...before, [shows]: larger(before[shows], deviceSize(shown, pixelRatio)) };
  }
  return sizes;
}

function deviceSize({ width, height, isVisible }: ShownTile, pixelRatio: number): ShownSize {
  if (!isVisible || width <= 0 || height <= 0) return unseen;
  return { width: Math.round(width * pixelRatio), height: Math.round(height * pixelRatio) };
}

function larger(one: ShownSize, other: ShownSize): ShownSize {
  return other.width * other.height > one.width * one.height ? other : one;
}
