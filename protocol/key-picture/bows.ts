// The bow is the part one holds. Sixteen shapes, drawn around the origin with the blade to the
// right; each is an outline and the same outline further in (the face), as a stamped key has.

import { circle, ellipse, foil, roundedPolygon, type Point } from "./path.ts";

export interface BowShape {
  readonly name: string;
  /** Path data of the whole bow and of its raised face. */
  readonly outline: string;
  readonly face: string;
  /** Where a key ring goes through. */
  readonly holes: readonly Point[];
  /** Radius of a hole. */
  readonly holeRadius: number;
}

function bow(
  name: string,
  shape: (inset: number) => string,
  holes: readonly Point[] = [[-13, 0]],
  holeRadius = 8,
): BowShape {
  return { name, outline: shape(0), face: shape(5), holes, holeRadius };
}

function star(points: number, outer: number, inner: number): Point[] {
  return Array.from({ length: points * 2 }, (_, index) => {
    const r = index % 2 === 0 ? outer : inner;
    const angle = Math.PI + (index * Math.PI) / points;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}

function regular(corners: number, r: number, phase: number): Point[] {
  return Array.from({ length: corners }, (_, index) => {
    const angle = phase + (index * 2 * Math.PI) / corners;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}

export const bowShapes: readonly BowShape[] = [
  bow("round", (inset) => circle(0, 0, 36 - inset)),
  bow("oval", (inset) => ellipse(4, 0, 27 - inset, 40 - inset), [[-6, 0]]),
  bow("trefoil", (inset) => foil(3, 17, 20.5 - inset, Math.PI), [[-15, 0]], 8),
  bow("quatrefoil", (inset) => foil(4, 19, 19 - inset, Math.PI), [[0, 0]], 9),
  bow("hexagon", (inset) => roundedPolygon(regular(6, 39 - inset * 1.15, 0), 7)),
  bow("square", (inset) => {
    const s = 32 - inset;
    const corners: Point[] = [[-s, -s], [s, -s], [s, s], [-s, s]]; // prettier-ignore
    return roundedPolygon(corners, 13 - inset);
  }),
  bow("diamond", (inset) => roundedPolygon(regular(4, 43 - inset * 1.4, 0), 10)),
  bow("keystone", (inset) => {
    const corners: Point[] = [
      [-34 + inset, -38 + inset * 1.2],
      [32 - inset, -21 + inset * 0.8],
      [32 - inset, 21 - inset * 0.8],
      [-34 + inset, 38 - inset * 1.2],
    ];
    return roundedPolygon(corners, 8);
  }),
  {
    name: "ring",
    outline: circle(0, 0, 36),
    face: circle(0, 0, 31),
    holes: [[0, 0]],
    holeRadius: 19,
  },
  bow(
    "crown",
    (inset) => {
      const k = inset;
      const corners: Point[] = [
        [-38 + k * 2, -38 + k * 1.7],
        [-13 + k, -19 + k * 0.1],
        [-40 + k * 2.2, 0],
        [-13 + k, 19 - k * 0.1],
        [-38 + k * 2, 38 - k * 1.7],
        [32 - k, 24 - k],
        [32 - k, -24 + k],
      ];
      return roundedPolygon(corners, 5);
    },
    [[8, 0]],
  ),
  bow("shield", (inset) => {
    const s = (36 - inset) / 36;
    const p = (x: number, y: number): string => `${(x * s).toFixed(1)} ${(y * s).toFixed(1)}`;
    return (
      `M${p(-36, -29)}Q${p(-36, -35)} ${p(-30, -35)}L${p(2, -35)}C${p(22, -35)} ${p(34, -18)} ${p(40, 0)}` +
      `C${p(34, 18)} ${p(22, 35)} ${p(2, 35)}L${p(-30, 35)}Q${p(-36, 35)} ${p(-36, 29)}Z`
    );
  }),
  bow("scallop", (inset) => (inset === 0 ? foil(9, 28, 10.8, Math.PI) : circle(0, 0, 27)), [
    [-8, 0],
  ]),
  bow("arch", (inset) => {
    const r = 35 - inset;
    const x = 28 - inset;
    return `M-2 ${-r}H${x - 6}Q${x} ${-r} ${x} ${-r + 6}V${r - 6}Q${x} ${r} ${x - 6} ${r}H-2A${r} ${r} 0 0 1 -2 ${-r}Z`;
  }),
  bow("triangle", (inset) => {
    const corners: Point[] = [
      [-42 + inset * 2, 0],
      [30 - inset, -42 + inset * 1.7],
      [30 - inset, 42 - inset * 1.7],
    ];
    return roundedPolygon(corners, 14 - inset);
  }),
  bow("twin", (inset) => foil(2, 18, 20.5 - inset * 0.4, Math.PI / 2), [[0, -19], [0, 19]], 8), // prettier-ignore
  bow("star", (inset) => roundedPolygon(star(5, 45 - inset * 1.7, 25 - inset), 7), [[0, 0]]),
];

/** Four ways to pierce a bow; each gives path data for all holes of the shape. */
export const holePaths: readonly ((bow: BowShape) => string)[] = [
  (shape) => pierce(shape, (x, y, r) => circle(x, y, r)),
  (shape) => pierce(shape, (x, y, r) => ellipse(x, y, r * 0.62, r * 1.35)),
  (shape) => pierce(shape, (x, y, r) => roundedPolygon(square(x, y, r * 0.88), r * 0.3)),
  (shape) => pierce(shape, (x, y, r) => roundedPolygon(diamond(x, y, r * 1.2), r * 0.3)),
];

function pierce(shape: BowShape, hole: (x: number, y: number, r: number) => string): string {
  return shape.holes.map(([x, y]) => hole(x, y, shape.holeRadius)).join("");
}

function square(x: number, y: number, r: number): Point[] {
  return [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]; // prettier-ignore
}

function diamond(x: number, y: number, r: number): Point[] {
  return [[x - r, y], [x, y - r], [x + r, y], [x, y + r]]; // prettier-ignore
}
