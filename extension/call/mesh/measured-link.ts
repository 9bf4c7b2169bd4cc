import { type LinkCounts, readCounts } from "./link-counts.ts";
import { figuresBetween, type LinkFigures } from "./link-figures.ts";
import type { LinkHistory, PastFigures } from "./mesh-view.ts";

/** One connection, as its statistics told it so far. */
export interface MeasuredLink {
  readonly counts: LinkCounts;
  /** Null after the first look. */
  readonly figures: LinkFigures | null;
  readonly past: readonly PastFigures[];
  /** Nothing at all has come since the look before. */
  readonly isSilent: boolean;
}

const pastMax = 60;

export function measure(
  before: MeasuredLink | null,
  report: RTCStatsReport,
  atMs: number,
): MeasuredLink {
  const counts = readCounts(report, atMs);
  if (before === null) return { counts, figures: null, past: [], isSilent: false };
  const figures = figuresBetween(before.counts, counts);
  const past = [
    ...before.past,
    {
      up: figures.up,
      down: figures.down,
      loss: Math.max(figures.lossHere, figures.lossThere),
      roundTripMs: figures.roundTripMs ?? 0,
      framesPerSecond: figures.received?.framesPerSecond ?? 0,
    },
  ].slice(-pastMax);
  const isSilent = counts.bytesReceived === before.counts.bytesReceived;
  return { counts, figures, past, isSilent };
}

export function historyOf({ figures, past }: MeasuredLink): LinkHistory | null {
  return figures && { now: figures, past };
}
