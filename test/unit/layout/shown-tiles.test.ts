import { describe, expect, it } from "vitest";
import {
  type ShownTile,
  shownSizes,
} from "../../../extension/call/components/layout/shown-tiles.ts";
import { tileRef } from "../../../extension/call/components/layout/tile-ref.ts";

const none = { width: 0, height: 0 };
const shown = (
  peerId: string | null,
  shows: "camera" | "screen",
  width: number,
  height: number,
  isVisible = true,
): ShownTile => ({ tile: tileRef(peerId, shows), width, height, isVisible });

describe("the sizes that are shown", () => {
  it("are in device pixels, by peer", () => {
    const tiles = [shown("bob", "camera", 320, 180), shown("bob", "screen", 1_000, 563.3)];
    expect(shownSizes(tiles, 1.5)).toEqual({
      bob: { camera: { width: 480, height: 270 }, screen: { width: 1_500, height: 845 } },
    });
  });

  it("are zero for what is out of sight, or has no picture at all", () => {
    const tiles = [
      shown("bob", "camera", 320, 180, false),
      shown("carol", "camera", 320, -56),
      shown("dave", "camera", 0, 0),
    ];
    const unseen = { camera: none, screen: none };
    expect(shownSizes(tiles, 2)).toEqual({ bob: unseen, carol: unseen, dave: unseen });
  });

  it("leave one's own tile out", () => {
    expect(shownSizes([shown(null, "camera", 320, 180)], 1)).toEqual({});
  });

  it("are the largest, of what is drawn in two places", () => {
    const tiles = [
      shown("bob", "camera", 320, 180, false),
      shown("bob", "camera", 400, 225),
      shown("bob", "camera", 100, 60),
    ];
    expect(shownSizes(tiles, 1)["bob"]?.camera).toEqual({ width: 400, height: 225 });
  });
});
