import { describe, expect, it } from "vitest";
import {
  firstStage,
  largeTiles,
  type StageEvent,
  stageAfter,
  type StageState,
} from "../../../extension/call/components/layout/stage.ts";
import { type TileRef, tileRef } from "../../../extension/call/components/layout/tile-ref.ts";

const own = tileRef(null, "camera");
const [bob, carol, dave] = ["bob", "carol", "dave"].map((id) => tileRef(id, "camera")) as [
  TileRef,
  TileRef,
  TileRef,
];
const bobShares = tileRef("bob", "screen");
const carolShares = tileRef("carol", "screen");
const faces = [bob, carol, dave, own];

const tiles = (...present: readonly TileRef[]): StageEvent => ({ type: "tiles", tiles: present });
const pin = (tile: TileRef, most = 4): StageEvent => ({ type: "pinned", tile: tile.id, most });
const unpin = (tile: TileRef): StageEvent => ({ type: "unpinned", tile: tile.id });
const choose = (mode: "grid" | "speaker"): StageEvent => ({ type: "chosen", mode });

function after(mode: "grid" | "speaker", ...events: readonly StageEvent[]): StageState {
  return events.reduce(stageAfter, firstStage(mode));
}

describe("what stands large", () => {
  it.each<[string, StageState, readonly TileRef[], string | null, readonly TileRef[]]>([
    ["nothing in a grid", after("grid", tiles(...faces)), faces, "bob", []],
    ["who speaks", after("speaker", tiles(...faces)), faces, "carol", [carol]],
    ["the first, before anybody spoke", after("speaker", tiles(...faces)), faces, null, [bob]],
    [
      "the first, where who spoke has left",
      after("speaker", tiles(bob, own)),
      [bob, own],
      "dave",
      [bob],
    ],
    ["nothing where one is alone", after("speaker", tiles(own)), [own], null, []],
    ["what is pinned", after("grid", tiles(...faces), pin(dave)), faces, "bob", [dave]],
    [
      "everything that is pinned, in that order",
      after("speaker", tiles(...faces), pin(dave), pin(own)),
      faces,
      "bob",
      [dave, own],
    ],
    [
      "the last pinned, where there is room for one",
      after("grid", tiles(...faces), pin(dave), pin(bob, 1)),
      faces,
      null,
      [bob],
    ],
    [
      "no longer what was unpinned",
      after("grid", tiles(...faces), pin(dave), unpin(dave)),
      faces,
      null,
      [],
    ],
  ])("is %s", (_, state, present, speaker, large) => {
    expect(largeTiles(state, present, speaker)).toEqual(large.map(({ id }) => id));
  });

  const shared = [bobShares, ...faces];
  const both = [bobShares, carolShares, ...faces];
  it.each<[string, StageState, readonly TileRef[], readonly TileRef[]]>([
    ["a new share", after("grid", tiles(...faces), tiles(...shared)), shared, [bobShares]],
    [
      "the newest of two",
      after("grid", tiles(...faces), tiles(...shared), tiles(...both)),
      both,
      [carolShares],
    ],
    [
      "the older share again when the newer ends",
      after("grid", tiles(...shared), tiles(...both), tiles(...shared)),
      shared,
      [bobShares],
    ],
    [
      "nothing after the share has ended",
      after("grid", tiles(...shared), tiles(...faces)),
      faces,
      [],
    ],
    [
      "what is pinned, share or not",
      after("grid", tiles(...faces), pin(dave), tiles(...shared)),
      shared,
      [dave],
    ],
    [
      "the share, after the pin was taken off",
      after("grid", tiles(...faces), pin(dave), tiles(...shared), unpin(dave)),
      shared,
      [bobShares],
    ],
    [
      "nothing, where the grid was chosen",
      after("grid", tiles(...shared), choose("grid")),
      shared,
      [],
    ],
    [
      "still nothing, when somebody comes meanwhile",
      after("grid", tiles(bobShares, bob, own), choose("grid"), tiles(...shared)),
      shared,
      [],
    ],
    [
      "the next share, although the grid was chosen before",
      after("grid", tiles(...shared), choose("grid"), tiles(...both)),
      both,
      [carolShares],
    ],
    ["one's own screen never", after("grid", tiles(...faces, tileRef(null, "screen"))), faces, []],
  ])("is %s", (_, state, present, large) => {
    expect(largeTiles(state, present, null)).toEqual(large.map(({ id }) => id));
  });

  it("forgets a pin of who has left, also when they come back", () => {
    const state = after("grid", tiles(...faces), pin(dave), tiles(bob, own), tiles(...faces));
    expect(largeTiles(state, faces, null)).toEqual([]);
  });

  it("forgets pins where a layout is chosen", () => {
    const state = after("grid", tiles(...faces), pin(dave), choose("speaker"));
    expect(largeTiles(state, faces, "carol")).toEqual([carol.id]);
  });
});
