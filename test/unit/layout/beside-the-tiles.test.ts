import { describe, expect, it } from "vitest";
import {
  heardIn,
  inFewWords,
  newsBetween,
} from "../../../extension/call/components/announce/heard.ts";
import { speaksFor } from "../../../extension/call/components/layout/speaks-for.ts";
import { tileRef } from "../../../extension/call/components/layout/tile-ref.ts";
import { qrPath } from "../../../extension/call/components/link/qr-modules.ts";
import { pipTile } from "../../../extension/call/components/pip/pip-tile.ts";
import type { CallView } from "../../../extension/call/call-view.ts";
import { english } from "../../support/preview-call/english.ts";
import { scenes } from "../../support/preview-call/scenes.ts";

describe("what is said to who does not see the page", () => {
  const before = heardIn(scenes["call-4"] as CallView);
  const news = (after: Partial<typeof before>): string[] =>
    inFewWords(newsBetween(before, { ...before, ...after })).map(english);

  it.each<[Partial<typeof before>, string[]]>([
    [{}, []],
    [{ isMicrophoneOn: false }, ["Your microphone is off."]],
    [{ isCameraOn: false }, ["Your camera is off."]],
    [{ isMyHandUp: true }, ["Your hand is raised."]],
    [{ raised: ["peer-1"] }, ["Bob raised a hand."]],
    [{ sharing: ["peer-2"] }, ["Carol shares a screen."]],
    [{ reactions: [{ id: 7, from: "peer-3", reaction: "yes" }] }, ["Dilan Öztürk: yes."]],
    // One knows what one sends.
    [{ reactions: [{ id: 7, from: null, reaction: "yes" }] }, []],
  ])("for %j is %j", (after, said) => {
    expect(news(after)).toEqual(said);
  });

  it("names who stopped sharing, unless they left: that is said otherwise", () => {
    const sharing = { ...before, sharing: ["peer-2"] };
    expect(newsBetween(sharing, before).map(english)).toEqual(["Carol no longer shares a screen."]);
    expect(newsBetween(sharing, { ...before, names: {} })).toEqual([]);
  });

  it("is nothing for a hand that was up and down between two moments", () => {
    expect(newsBetween(before, { ...before, raised: [...before.raised] })).toEqual([]);
  });
});

describe("the small window", () => {
  const own = tileRef(null, "camera");
  const [bob, carol, screen] = [
    tileRef("bob", "camera"),
    tileRef("carol", "camera"),
    tileRef("bob", "screen"),
  ];
  const tiles = [screen, bob, carol, own];

  it.each([
    ["what is large", [carol], "bob", carol],
    ["a screen that is large", [screen], "carol", screen],
    ["who speaks where nothing is", [], "carol", carol],
    ["the first before anybody spoke", [], null, bob],
    ["never oneself", [own], null, bob],
  ])("shows %s", (_, large, speaker, shown) => {
    expect(pipTile(large, tiles, speaker)).toBe(shown);
  });

  it("shows nobody where one is alone", () => {
    expect(pipTile([], [own], null)).toBeNull();
  });
});

describe("a QR code's path", () => {
  it("has one rectangle for each run of dark squares", () => {
    const squares = ["##.#", "....", ".###"].map((row) =>
      row.split("").map((each) => each === "#"),
    );
    expect(qrPath(squares)).toBe("M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z");
  });
});

describe("how long somebody has been speaking", () => {
  it("grows through short pauses, shrinks in silence, and has an end", () => {
    const after = (levels: readonly number[]): number =>
      levels.reduce((before, level) => speaksFor(before, level, 250), 0);
    const talk = Array.from({ length: 20 }, (_, at) => (at % 4 === 3 ? 0 : 0.1));
    expect(after(talk)).toBe(15 * 250 - 5 * 125);
    expect(after([...talk, ...Array<number>(60).fill(0)])).toBe(0);
    expect(after(Array<number>(1_000).fill(0.1))).toBe(8_000);
    expect(after(Array<number>(100).fill(0.01))).toBe(0);
  });
});
