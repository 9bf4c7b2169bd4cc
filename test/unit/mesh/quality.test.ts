import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { LinkFigures } from "../../../extension/call/mesh/link-figures.ts";
import {
  qualityOf,
  qualityThresholds,
  smoothFramesPerSecond,
} from "../../../extension/call/mesh/quality.ts";

const figures: LinkFigures = {
  up: 300_000,
  down: 300_000,
  lossHere: 0,
  lossThere: 0,
  roundTripMs: 30,
  availableBitsPerSecond: 1_000_000,
  received: { framesPerSecond: 20, width: 480, height: 270, codec: "VP8" },
  sent: null,
  voiceCodec: "opus",
  isRelayed: false,
  protocol: "udp",
  limitedBy: "nothing",
};
const slow = (framesPerSecond: number) => ({
  received: { framesPerSecond, width: 480, height: 270, codec: "VP8" },
});

test.each([
  [{}, "good", null],
  [{ lossHere: 0.0199 }, "good", null],
  [{ lossHere: 0.02 }, "fair", "loss"],
  [{ lossThere: 0.08 }, "poor", "loss"],
  [{ roundTripMs: 250 }, "fair", "delay"],
  [{ roundTripMs: 600 }, "poor", "delay"],
  [{ roundTripMs: null }, "good", null],
  [slow(10), "fair", "frames"],
  [slow(5), "poor", "frames"],
  [{ roundTripMs: 300, lossHere: 0.2 }, "poor", "loss"],
])("%j is %s", (changes, level, because) => {
  expect(qualityOf({ ...figures, ...changes }, true)).toEqual({ level, because });
});

test("a picture that is not shown is not missed", () => {
  expect(qualityOf({ ...figures, ...slow(0) }, false).level).toBe("good");
  expect(qualityOf({ ...figures, received: null }, true).level).toBe("good");
});

describe("docs/quality-badge.md", () => {
  const page = readFileSync(new URL("../../../docs/quality-badge.md", import.meta.url), "utf8");

  test.each(["fair", "poor"] as const)("has the thresholds for %s", (level) => {
    const { loss, roundTripMs, framePart } = qualityThresholds[level];
    const frames = smoothFramesPerSecond * framePart;
    const row = page.split("\n").find((line) => line.startsWith(`| ${level}`))!;
    const cells = row.split("|").map((cell) => cell.trim());
    expect(cells.slice(2, 5)).toEqual([
      `${loss * 100} % or more`,
      `${roundTripMs} ms or more`,
      `below ${frames} a second`,
    ]);
  });
});
