// The bow is the part one holds. Sixteen shapes, drawn around the origin with the blade to the
// right; each is an outline and the same outline further in (the face), as a stamped key has.

import { circle, ellipse, foil, inset, n, roundedPolygon, type Point } from "./path.ts";

export interface BowShape {
  readonly name: string;
  /** Path data of the whole bow and of its raised face. */
  readonly outline: string;
  readonly face: string;
  /** Where a key ring goes through. */
  readonly holes: readonly Point[];
  /** Radius of a hole. */
  readonly holeRadius: number;
  /** Where the neck of the blade begins, so far to the left that no gap shows. */
  readonly neck: number;
}

/** How far the face lies inside the outline. */
const rim = 5;

interface Piercing {
  readonly holes?: readonly Point[];
  readonly holeRadius?: number;
  readonly neck?: number;
}

function bow(name: string, shape: (by: number) => string, piercing: Piercing = {}): BowShape {
  const { holes = [[-13, 0]], holeRadius = 8.5, neck = 20 } = piercing;
  return { name, outline: shape(0), face: shape(rim), holes, holeRadius, neck };
}

const crown: readonly Point[] = [
  [32, -25],
  [32, 25],
  [-31, 34],
  [-14, 17],
  [-40, 0],
  [-14, -17],
  [-31, -34],
];

// In the square layout the key lies diagonally, so that |x| + |y| of a corner at the left must stay
// below 61 or it would leave the picture.
export const bowShapes: readonly BowShape[] = [
  bow("round", (by) => circle(0, 0, 37 - by)),
  bow("oval", (by) => ellipse(6, 0, 26 - by, 41 - by), { holes: [[-5, 0]] }),
  bow("trefoil", (by) => foil(3, 18, 21.5 - by, Math.PI), { holes: [[-17, 0]], neck: 8 }),
  bow("quatrefoil", (by) => foil(4, 19.5, 19.5 - by, Math.PI), { holes: [[0, 0]] }),
  bow("hexagon", cornered(around(6, 41), 9)),
  bow("square", cornered(box(33, 33), 14)),
  bow("diamond", cornered(around(4, 45), 13), { neck: 12 }),
  bow("keystone", cornered([[-33, -32], [32, -20], [32, 20], [-33, 32]], 9)), // prettier-ignore
  bow("ring", (by) => circle(0, 0, 37 - by), { holes: [[0, 0]], holeRadius: 19, neck: 31 }),
  bow("crown", cornered(crown, 6), { holes: [[10, 0]], holeRadius: 7.5, neck: 24 }),
  bow("shield", shield, { holes: [[-14, 0]] }),
  bow("scallop", (by) => (by === 0 ? foil(9, 29, 11, Math.PI) : circle(0, 0, 27))),
  bow("arch", arch, { holes: [[-12, 0]] }),
  bow("triangle", cornered([[-46, 0], [31, -43], [31, 43]], 16)), // prettier-ignore
  bow("twin", (by) => foil(2, 16, 22.5 - by, Math.PI / 2), {
    holes: [[0, -17], [0, 17]], // prettier-ignore
    holeRadius: 7.5,
    neck: 8,
  }),
  bow("star", cornered(star(5, 47, 26), 8), { holes: [[0, 0]], neck: 16 }),
];

/** A bow with straight sides; the corners of its face are rounder in the same measure. */
function cornered(corners: readonly Point[], radius: number): (by: number) => string {
  return (by) => roundedPolygon(inset(corners, by), radius - by / 2);
}

/** Flat at the left, pointing at the blade. */
function shield(by: number): string {
  const scale = (36 - by) / 36;
  const p = (x: number, y: number): string => `${n(x * scale)} ${n(y * scale)}`;
  return (
    `M${p(-34, -20)}Q${p(-34, -35)} ${p(-19, -35)}L${p(2, -35)}C${p(22, -35)} ${p(34, -18)} ` +
    `${p(39, 0)}C${p(34, 18)} ${p(22, 35)} ${p(2, 35)}L${p(-19, 35)}Q${p(-34, 35)} ${p(-34, 20)}Z`
  );
}

/** Round at the left, flat at the blade. */
function arch(by: number): string {
  const r = 36 - by;
  const right = 30 - by;
  const bend = right - 7;
  return (
    `M0 ${n(-r)}H${n(bend)}Q${n(right)} ${n(-r)} ${n(right)} ${n(7 - r)}V${n(r - 7)}` +
    `Q${n(right)} ${n(r)} ${n(bend)} ${n(r)}H0A${n(r)} ${n(r)} 0 0 1 0 ${n(-r)}Z`
  );
}

/** Corners at equal angles, the first at the left. */
function around(corners: number, r: number): Point[] {
  return Array.from({ length: corners }, (_, index) =>
    at(Math.PI * (1 + (2 * index) / corners), r),
  );
}

function star(points: number, outer: number, inner: number): Point[] {
  return Array.from({ length: points * 2 }, (_, index) =>
    at(Math.PI * (1 + index / points), index % 2 === 0 ? outer : inner),
  );
}

function at(angle: number, r: number): Point {
  return [r * Math.cos(angle), r * Math.sin(angle)];
}

function box(halfWidth: number, halfHeight: number, x = 0, y = 0): Point[] {
  return [
    [x - halfWidth, y - halfHeight],
    [x + halfWidth, y - halfHeight],
    [x + halfWidth, y + halfHeight],
    [x - halfWidth, y + halfHeight],
  ];
}

/** Four ways to pierce a bow; each gives path data for all holes of the shape. */
export const holePaths: readonly ((shape: BowShape) => string)[] = [
  (shape) => pierce(shape, (x, y, r) => circle(x, y, r)),
  (shape) => pierce(shape, (x, y, r) => ellipse(x, y, r * 0.6, r * 1.3)),
  (shape) => pierce(shape, (x, y, r) => roundedPolygon(box(r * 0.88, r * 0.88, x, y), r * 0.3)),
  (shape) => pierce(shape, (x, y, r) => roundedPolygon(diamond(x, y, r * 1.25), r * 0.3)),
];

function pierce(shape: BowShape, hole: (x: number, y: number, r: number) => string): string {
  return shape.holes.map(([x, y]) => hole(x, y, shape.holeRadius)).join("");
}

function diamond(x: number, y: number, r: number): Point[] {
  return around(4, r).map(([dx, dy]): Point => [x + dx, y + dy]);
}
