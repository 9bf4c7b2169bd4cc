import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { type MediaCounts, mediaCounts } from "../../support/browser/peer-connections.ts";
import { browserSeconds } from "./browser-cpu.ts";

/** One call of many, while everybody is in it. */
export interface CallFigures {
  /** Processor seconds of all browsers a second. */
  readonly cores: number;
  /** Frames a second that the worst tile of all tabs was given. */
  readonly slowestTile: number;
  /** Pictures a second in the middle of all tiles. */
  readonly medianTile: number;
  /** Of what the others said, the part that the worst listener heard, by sound energy; 1 is all. */
  readonly heard: number;
  /** Of what was played, the worst listener's part that was made up for what did not come in time. */
  readonly madeUp: number;
  /** Pixels across of the widest picture that came. */
  readonly width: number;
}

/** Bandwidth estimates climb for some seconds; their first ones say nothing of a call. */
const settleMs = 12_000;
/** A whole round of the voices of speech.ts, so that everybody has spoken. */
const measuredMs = 24_000;

/** `pages`: every participant's, with everybody connected. */
export async function measureCall(pages: readonly Page[], scale: number): Promise<CallFigures> {
  await wait(settleMs * scale);
  const before = await Promise.all(pages.map(mediaCounts));
  const cpuBefore = browserSeconds();
  const startedAt = performance.now();
  await wait(measuredMs * scale);
  const seconds = (performance.now() - startedAt) / 1_000;
  const cores = (browserSeconds() - cpuBefore) / seconds;
  const after = await Promise.all(pages.map(mediaCounts));
  const tiles = pages
    .flatMap((_, who) => framesPerSecond(before[who], after[who]))
    .toSorted((a, b) => a - b);
  const said = pages.map(
    (_, who) => (after[who]?.saidEnergy ?? 0) - (before[who]?.saidEnergy ?? 0),
  );
  const listeners = pages.map((_, who) => {
    const others = said.reduce((sum, energy, speaker) => (speaker === who ? sum : sum + energy), 0);
    return listen(before[who], after[who], others);
  });
  return {
    cores,
    slowestTile: tiles.length < pages.length * (pages.length - 1) ? 0 : (tiles[0] ?? 0),
    medianTile: tiles[Math.floor(tiles.length / 2)] ?? 0,
    heard: Math.min(...listeners.map(({ heard }) => heard)),
    madeUp: Math.max(...listeners.map(({ madeUp }) => madeUp)),
    width: Math.max(...after.flatMap(({ video }) => video.map(({ width }) => width))),
  };
}

/** Of each picture that comes at all: the receivers of unused slots have no frames ever. */
function framesPerSecond(
  before: MediaCounts | undefined,
  after: MediaCounts | undefined,
): number[] {
  const seconds = ((after?.atMs ?? 0) - (before?.atMs ?? 0)) / 1_000;
  const old = new Map(before?.video.map(({ id, frames: count }) => [id, count]));
  return (after?.video ?? [])
    .filter(({ frames: count }) => count > 0)
    .map(({ id, frames: count }) => (count - (old.get(id) ?? 0)) / seconds);
}

function listen(
  before: MediaCounts | undefined,
  after: MediaCounts | undefined,
  saidByOthers: number,
): { heard: number; madeUp: number } {
  const sum = (counts: MediaCounts | undefined, of: "energy" | "concealed" | "samples"): number =>
    (counts?.audio ?? []).reduce((total, each) => total + each[of], 0);
  const grown = (of: "energy" | "concealed" | "samples"): number =>
    sum(after, of) - sum(before, of);
  return {
    heard: grown("energy") / saidByOthers,
    madeUp: grown("concealed") / Math.max(1, grown("samples")),
  };
}
