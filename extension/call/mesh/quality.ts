import type { LinkFigures } from "./link-figures.ts";

/** How well somebody comes through, in one word and why; thresholds in docs/quality-badge.md. */
export interface Quality {
  readonly level: QualityLevel;
  /** The worst of them; null where all is good. */
  readonly because: "loss" | "delay" | "frames" | null;
}

export type QualityLevel = "good" | "fair" | "poor";

/** From each of these on, or below it for frames. */
export const qualityThresholds = {
  fair: { loss: 0.02, roundTripMs: 250, framePart: 0.7 },
  poor: { loss: 0.08, roundTripMs: 600, framePart: 0.35 },
} as const;

/** Frames a second that a smooth picture has; a smaller one is sent slower on purpose. */
export const smoothFramesPerSecond = 15;

/** `showsPicture`: they send one, and it is shown here. */
export function qualityOf(figures: LinkFigures, showsPicture: boolean): Quality {
  for (const level of ["poor", "fair"] as const) {
    const because = reasonFor(level, figures, showsPicture);
    if (because !== null) return { level, because };
  }
  return { level: "good", because: null };
}

function reasonFor(
  level: "poor" | "fair",
  { lossHere, lossThere, roundTripMs, received }: LinkFigures,
  showsPicture: boolean,
): Quality["because"] {
  const threshold = qualityThresholds[level];
  if (Math.max(lossHere, lossThere) >= threshold.loss) return "loss";
  if ((roundTripMs ?? 0) >= threshold.roundTripMs) return "delay";
  const frames = received?.framesPerSecond ?? smoothFramesPerSecond;
  return showsPicture && frames < smoothFramesPerSecond * threshold.framePart ? "frames" : null;
}
