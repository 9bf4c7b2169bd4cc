// SVG path data for the few outlines a key is made of. Coordinates are rounded to a tenth, so that
// every engine writes the same text.

export type Point = readonly [x: number, y: number];

export function n(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

export function ellipse(x: number, y: number, rx: number, ry: number): string {
  const arc = `A${n(rx)} ${n(ry)} 0 0 1 `;
  return `M${n(x - rx)} ${n(y)}${arc}${n(x + rx)} ${n(y)}${arc}${n(x - rx)} ${n(y)}Z`;
}

export function circle(x: number, y: number, r: number): string {
  return ellipse(x, y, r, r);
}

/** A closed polygon whose corners are rounded, each beginning `radius` before the corner. */
export function roundedPolygon(corners: readonly Point[], radius: number): string {
  const steps = corners.map((corner, index) => {
    const before = corners.at(index - 1) ?? corner;
    const after = corners[(index + 1) % corners.length] ?? corner;
    const [fromX, fromY] = towards(corner, before, radius);
    const [toX, toY] = towards(corner, after, radius);
    const bend = `Q${n(corner[0])} ${n(corner[1])} ${n(toX)} ${n(toY)}`;
    return `${n(fromX)} ${n(fromY)}${bend}`;
  });
  return `M${steps.join("L")}Z`;
}

/** The polygon with every side moved inwards by `distance`; corners run clockwise on the screen. */
export function inset(corners: readonly Point[], distance: number): Point[] {
  return corners.map((corner, index) => {
    const [ax, ay] = normal(corners.at(index - 1) ?? corner, corner);
    const [bx, by] = normal(corner, corners[(index + 1) % corners.length] ?? corner);
    const share = distance / (1 + ax * bx + ay * by);
    return [corner[0] + (ax + bx) * share, corner[1] + (ay + by) * share];
  });
}

/** Circles of radius `r` on a ring around the origin, melted into one outline (a foil). */
export function foil(count: number, ring: number, r: number, phase: number): string {
  const half = Math.PI / count;
  const valley = ring * Math.cos(half) + Math.sqrt(r ** 2 - (ring * Math.sin(half)) ** 2);
  const at = (angle: number): string =>
    `${n(valley * Math.cos(angle))} ${n(valley * Math.sin(angle))}`;
  const large = valley * Math.cos(half) < ring ? 1 : 0;
  const arcs = Array.from({ length: count }, (_, index) => {
    const lobe = phase + 2 * half * index;
    return `A${n(r)} ${n(r)} 0 ${large} 1 ${at(lobe + half)}`;
  });
  return `M${at(phase - half)}${arcs.join("")}Z`;
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const share = Math.min(distance / length, 0.5);
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** Unit vector at a right angle to the side, to the right of its direction. */
function normal(from: Point, to: Point): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return [(from[1] - to[1]) / length, (to[0] - from[0]) / length];
}
