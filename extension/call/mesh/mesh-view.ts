import type { LinkFigures } from "./link-figures.ts";
import type { PairTrouble } from "./pair-trouble.ts";
import type { Quality } from "./quality.ts";
import type { ShownSizesActions } from "./shown-sizes.ts";

/** How the links of the call are, for drawing. */
export interface MeshView {
  /** By peer id; who is missing has not been measured yet. */
  readonly quality: Readonly<Record<string, Quality>>;
  readonly troubles: readonly PairTrouble[];
  /** What keeps this side from sending as much as the others would show. */
  readonly limit: "nothing" | "machine" | "network";
  /** By peer id; null while nobody looks. */
  readonly statistics: Readonly<Record<string, LinkHistory>> | null;
}

export interface LinkHistory {
  readonly now: LinkFigures;
  /** One entry a second, the latest last. */
  readonly past: readonly PastFigures[];
}

export interface PastFigures {
  readonly up: number;
  readonly down: number;
  readonly loss: number;
  readonly roundTripMs: number;
  readonly framesPerSecond: number;
}

export interface MeshActions extends ShownSizesActions {
  /** Somebody looks at the statistics, or no longer. */
  readonly watchStatistics: (isWatching: boolean) => void;
}

export const noMesh: MeshView = { quality: {}, troubles: [], limit: "nothing", statistics: null };
