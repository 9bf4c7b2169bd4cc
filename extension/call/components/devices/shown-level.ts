/**
 * Turns a level (amplitude, 0 to 1) into percent for the eye: speech is around 0.1 and should fill
 * a third of a meter. In steps of five, so that the page is not painted anew for nothing.
 */
export function shownLevel(level: number): number {
  const clamped = Math.min(1, Math.max(0, level));
  return 5 * Math.round(20 * Math.sqrt(clamped));
}

/** The same for the ring around a tile: 0 in a quiet room, then half and whole. */
export function ringLevel(level: number): 0 | 0.5 | 1 {
  const shown = shownLevel(level);
  if (shown < 20) return 0;
  return shown < 40 ? 0.5 : 1;
}
