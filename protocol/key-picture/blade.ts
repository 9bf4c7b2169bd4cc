// The blade: two edges of seven cuts each, milled as a key-cutting machine does it. A cut is a
// short flat at its depth with a ramp on either side; where ramps of neighbours meet below the
// edge they leave a peak, else a piece of the uncut edge remains.

import { roundedPolygon, type Point } from "./path.ts";

const neckHalf = 12;
const shoulder = 36;
const firstCut = 57;
const pitch = 11.2;
const taper = 131.5;
const tip = 141;
const halfHeight = 17;
const shallowest = 1.6;
const depthStep = 1.35;
const halfFlat = 2;
const rampSlope = 1.3;
const peakRadius = 0.9;

/**
 * Path data. Each list holds seven depths from 0 to 7, from the bow to the tip; `neck` is where the
 * blade begins under the bow.
 */
export function bladePath(
  upper: readonly number[],
  lower: readonly number[],
  neck: number,
): string {
  const top = edge(upper).map(([x, depth]): Point => [x, depth - halfHeight]);
  const bottom = edge(lower).map(([x, depth]): Point => [x, halfHeight - depth]);
  const corners: Point[] = [
    [neck, neckHalf],
    [neck, -neckHalf],
    [shoulder, -neckHalf],
    [shoulder, -halfHeight],
    ...top,
    [tip, -4.5],
    [tip, 4.5],
    ...bottom.toReversed(),
    [shoulder, halfHeight],
    [shoulder, neckHalf],
  ];
  return roundedPolygon(corners, peakRadius);
}

/** Corner points of one edge as [x, depth below the uncut edge]. */
function edge(depths: readonly number[]): Point[] {
  const depthOf = (index: number): number => shallowest + (depths[index] ?? 0) * depthStep;
  const points = depths.flatMap((_, index): Point[] => {
    const x = firstCut + index * pitch;
    const y = depthOf(index);
    const flat: Point[] = [[x - halfFlat, y], [x + halfFlat, y]]; // prettier-ignore
    if (index === 0) return [[x - halfFlat - y / rampSlope, 0], ...flat];
    return [...between(x - pitch, depthOf(index - 1), x, y), ...flat];
  });
  const flatEnd = firstCut + (depths.length - 1) * pitch + halfFlat;
  const last = depthOf(depths.length - 1);
  const rampEnd = Math.min(flatEnd + last / rampSlope, taper);
  return [
    ...points,
    [rampEnd, last - (rampEnd - flatEnd) * rampSlope],
    ...(rampEnd < taper ? [[taper, 0] as const] : []),
  ];
}

/** The peak of two ramps that meet, or the two ends of the land they leave. */
function between(x1: number, y1: number, x2: number, y2: number): Point[] {
  const leftEnd = x1 + halfFlat + y1 / rampSlope;
  const rightEnd = x2 - halfFlat - y2 / rampSlope;
  if (leftEnd < rightEnd) return [[leftEnd, 0], [rightEnd, 0]]; // prettier-ignore
  return [[(leftEnd + rightEnd) / 2, ((leftEnd - rightEnd) / 2) * rampSlope]];
}

/** The collar that stops the key at the lock. */
export const collarPath = slot(34, 44, 0, 21.5, 3);

/** Four ways to mill grooves between the deepest cuts; `y` moves them, for the light on their rim. */
export const groovePaths: readonly ((y: number) => string)[] = [
  (y) => slot(48, 134, y, 1.8),
  (y) => slot(48, 122, y - 2.9, 1.2) + slot(48, 134, y + 2.7, 1.2),
  (y) => slot(48, 84, y, 1.8) + slot(94, 134, y, 1.8),
  (y) => slot(48, 112, y, 2.8),
];

function slot(x1: number, x2: number, y: number, half: number, radius = half): string {
  return roundedPolygon([[x1, y - half], [x2, y - half], [x2, y + half], [x1, y + half]], radius); // prettier-ignore
}
