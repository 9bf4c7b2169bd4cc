import { expect, it } from "vitest";
import { blendMask } from "../../../extension/call/backdrop/mask.ts";

function alphas(...frames: readonly (readonly number[])[]): number[] {
  const size = frames[0]!.length;
  const kept = new Float32Array(size);
  const pixels = new Uint8ClampedArray(4 * size);
  for (const frame of frames) blendMask(new Float32Array(frame), kept, pixels);
  return Array.from({ length: size }, (_, at) => pixels[4 * at + 3]!);
}

it("draws a person whole, a room not at all, and an edge in part", () => {
  const steady = Array.from({ length: 12 }, () => [0, 0.3, 0.55, 0.8, 1]);
  const [room, doubt, edge, ...person] = alphas(...steady);
  expect([room, doubt]).toEqual([0, 0]);
  expect(edge).toBeGreaterThan(60);
  expect(edge).toBeLessThan(200);
  expect(person).toEqual([255, 255]);
});

it("lets go of where somebody was within a few masks", () => {
  expect(alphas([1], [1], [0])[0]).toBeLessThan(255);
  expect(alphas([1], [1], [0], [0])).toEqual([0]);
});
