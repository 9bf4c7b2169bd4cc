import { pictureMaxPixels } from "../../../protocol/limits.ts";
import type { ShownOfPeer, ShownSize } from "./shown-sizes.ts";

/**
 * What one peer is told to send: what is shown of theirs, without the trembling of a layout that
 * moves. Each change costs them a whole picture anew.
 */
export interface WantState {
  /** As told last; null before the first time. */
  readonly told: ShownOfPeer | null;
  readonly toldAtMs: number;
  /** Since when less than that has been enough; null where it is not. */
  readonly lessSinceMs: number | null;
}

export const nothingTold: WantState = {
  told: null,
  toldAtMs: Number.NEGATIVE_INFINITY,
  lessSinceMs: null,
};

export interface WantStep {
  readonly state: WantState;
  /** To be sent now. */
  readonly tell: ShownOfPeer | null;
  /** To be asked again after so long, though nothing else happens. */
  readonly againInMs: number | null;
}

const pauseMs = 200;
/** Hidden for a moment only, or on its way to another size. */
const steadyMs = 800;

export function nextWant(before: WantState, shown: ShownOfPeer, nowMs: number): WantStep {
  const want = { camera: bounded(shown.camera), screen: bounded(shown.screen) };
  const { told } = before;
  if (told === null) return tell(want, nowMs);
  const isMore = grows(told.camera, want.camera) || grows(told.screen, want.screen);
  if (isMore) {
    const waitMs = before.toldAtMs + pauseMs - nowMs;
    if (waitMs > 0) return { state: before, tell: null, againInMs: waitMs };
    return tell(want, nowMs);
  }
  if (!shrinks(told.camera, want.camera) && !shrinks(told.screen, want.screen)) {
    return { state: { ...before, lessSinceMs: null }, tell: null, againInMs: null };
  }
  const lessSinceMs = before.lessSinceMs ?? nowMs;
  const waitMs = lessSinceMs + steadyMs - nowMs;
  if (waitMs <= 0) return tell(want, nowMs);
  return { state: { ...before, lessSinceMs }, tell: null, againInMs: waitMs };
}

function tell(want: ShownOfPeer, nowMs: number): WantStep {
  const state = { told: want, toldAtMs: nowMs, lessSinceMs: null };
  return { state, tell: want, againInMs: null };
}

function grows(told: ShownSize, want: ShownSize): boolean {
  return want.width > told.width || want.height > told.height;
}

function shrinks(told: ShownSize, want: ShownSize): boolean {
  return want.width < told.width || want.height < told.height;
}

/** Whole pixels as the protocol takes them; in steps, so that a border of one is no change. */
function bounded({ width, height }: ShownSize): ShownSize {
  if (!(width >= 1 && height >= 1)) return { width: 0, height: 0 };
  const stepped = (pixels: number): number =>
    Math.min(pictureMaxPixels, Math.ceil(Math.min(pixels, pictureMaxPixels) / 16) * 16);
  return { width: stepped(width), height: stepped(height) };
}
