/**
 * Turns a level (amplitude, 0 to 1) into percent for the eye: speech is around 0.1 and should fill
 * a third of a meter. In steps of five, so that the page is not painted anew for nothing.
 */
export function shownLevel(level: number): number {
  const clamped = Math.min(1, Math.max(0, level));
  return 5 * Math.round(20 * Math.sqrt(clamped));
}
