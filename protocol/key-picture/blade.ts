// The blade: two edges of seven cuts each, milled as a key-cutting machine does it. A cut is a
// short flat at its depth with a ramp on either side; where ramps of neighbours meet below the
// edge they leave a peak, else a piece of the uncut edge remains.

import { n, roundedPolygon, type Point } from "./path.ts";

const start = 30;
const firstCut = 55;
const pitch = 11;
const tip = 138;
const halfHeight = 17;
const shallowest = 1.6;
const depthStep = 1.2;
const halfFlat = 1.9;
const rampSlope = 1.3;

/** Path data; each list holds depths from 0 to 7, from the bow to the tip. */
export function bladePath(upper: readonly number[], lower: readonly number[]): string {
  const top = edge(upper).map(([x, depth]): Point => [x, depth - halfHeight]);
  const bottom = edge(lower).map(([x, depth]): Point => [x, halfHeight - depth]);
  const outline: Point[] = [
    [start, -halfHeight],
    ...top,
    [tip, -5],
    [tip, 5],
    ...bottom.toReversed(),
    [start, halfHeight],
  ];
  return `M${outline.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}Z`;
}

/** Corner points of one edge as [x, depth below the uncut edge]. */
function edge(depths: readonly number[]): Point[] {
  const points: Point[] = [];
  depths.forEach((depth, index) => {
    const x = firstCut + index * pitch;
    const y = shallowest + depth * depthStep;
    const before = depths[index - 1];
    if (before === undefined) points.push([x - halfFlat - y / rampSlope, 0]);
    else points.push(...between(x - pitch, shallowest + before * depthStep, x, y));
    points.push([x - halfFlat, y], [x + halfFlat, y]);
  });
  const last = shallowest + (depths.at(-1) ?? 0) * depthStep;
  const lastX = firstCut + (depths.length - 1) * pitch;
  points.push([lastX + halfFlat + last / rampSlope, 0], [tip - 9, 0.5]);
  return points;
}

/** The peak of two ramps that meet, or the two ends of the land they leave. */
function between(x1: number, y1: number, x2: number, y2: number): Point[] {
  const leftEnd = x1 + halfFlat + y1 / rampSlope;
  const rightEnd = x2 - halfFlat - y2 / rampSlope;
  if (leftEnd < rightEnd) return [[leftEnd, 0], [rightEnd, 0]]; // prettier-ignore
  const overlap = leftEnd - rightEnd;
  return [[(leftEnd + rightEnd) / 2, (overlap / 2) * rampSlope]];
}

function slot(x1: number, x2: number, y: number, half: number): string {
  const corners: Point[] = [[x1, y - half], [x2, y - half], [x2, y + half], [x1, y + half]]; // prettier-ignore
  return roundedPolygon(corners, half);
}

/** Milled grooves along the blade, between the deepest cuts. */
export const groovePaths: readonly string[] = [
  slot(44, 132, 0, 1.8),
  slot(44, 124, -2.6, 1.2) + slot(44, 132, 2.6, 1.2),
  slot(44, 84, 0, 1.8) + slot(92, 132, 0, 1.8),
  slot(44, 112, 0, 2.6),
];

/** The neck under the bow and the shoulder that stops the key at the lock. */
export const shoulderPath = roundedPolygon(
  [[12, -13], [34, -13], [34, -21], [43, -21], [43, 21], [34, 21], [34, 13], [12, 13]], // prettier-ignore
  2.5,
);
