import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readGraph } from "../../../extension/call/backdrop/network/graph.ts";
import { createNetwork } from "../../../extension/call/backdrop/network/network.ts";
import { root } from "../../../scripts/steps/root.mjs";

const shipped = readFileSync(
  join(root, "node_modules/@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite"),
);

type Colour = readonly [red: number, green: number, blue: number];
interface Shape {
  readonly colour: Colour;
  readonly holds: (x: number, y: number) => boolean;
}

const ellipse =
  (cx: number, cy: number, rx: number, ry: number) =>
  (x: number, y: number): boolean =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

const wall: Shape = { colour: [0.62, 0.68, 0.72], holds: () => true };
/** Painted from back to front, as somebody before a wall. */
const somebody: readonly Shape[] = [
  { colour: [0.2, 0.3, 0.45], holds: ellipse(128, 150, 70, 55) },
  { colour: [0.85, 0.65, 0.52], holds: ellipse(128, 92, 14, 22) },
  { colour: [0.2, 0.14, 0.1], holds: ellipse(128, 52, 32, 36) },
  { colour: [0.87, 0.68, 0.55], holds: ellipse(128, 60, 25, 32) },
  { colour: [0.1, 0.08, 0.08], holds: ellipse(118, 55, 4, 2.5) },
  { colour: [0.1, 0.08, 0.08], holds: ellipse(138, 55, 4, 2.5) },
  { colour: [0.7, 0.3, 0.3], holds: ellipse(128, 77, 8, 2.5) },
];

function paint(shapes: readonly Shape[]): Float32Array {
  const pixels = new Float32Array(144 * 256 * 3);
  for (let at = 0; at < pixels.length; at += 3) {
    const [x, y] = [(at / 3) % 256, Math.floor(at / 3 / 256)];
    pixels.set(shapes.findLast(({ holds }) => holds(x, y))!.colour, at);
  }
  return pixels;
}

describe("the model that is shipped", () => {
  const network = createNetwork(readGraph(shipped));

  it("is one of small pictures", () => {
    expect(network.input).toEqual({ rows: 144, columns: 256, channels: 3 });
    expect(network.output).toEqual({ rows: 144, columns: 256, channels: 1 });
  });

  it("finds nobody before a bare wall", () => {
    const mask = network.run(paint([wall]));
    expect(Math.max(...mask)).toBeLessThan(0.35);
  });

  it("finds somebody who is there, and not the wall beside them", () => {
    const mask = network.run(paint([wall, ...somebody]));
    const at = (x: number, y: number): number => mask[y * 256 + x]!;
    for (const [x, y] of [
      [128, 60],
      [128, 100],
      [128, 135],
      [110, 130],
    ] as const) {
      expect(at(x, y)).toBeGreaterThan(0.75);
    }
    for (const [x, y] of [
      [10, 10],
      [245, 20],
      [10, 100],
      [245, 120],
    ] as const) {
      expect(at(x, y)).toBeLessThan(0.35);
    }
  });

  it("refuses a file that has been cut or is another", () => {
    expect(() => readGraph(shipped.subarray(0, 40_000))).toThrow();
    expect(() => readGraph(new Uint8Array(100))).toThrow();
  });
});
