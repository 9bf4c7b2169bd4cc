import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  depthwise,
  mean,
  packFourWide,
  padBefore,
  pointwise,
  resize,
  transposed,
} from "../../../extension/call/backdrop/network/kernels.ts";
import { halvesToFloats } from "../../../extension/call/backdrop/network/half.ts";

// Against the definitions, written the slow and obvious way.

const numbers = (count: number) =>
  fc
    .array(fc.integer({ min: -8, max: 8 }), { minLength: count, maxLength: count })
    .map((values) => Float32Array.from(values));

describe("the network's arithmetic", () => {
  it("of one pixel's inputs is that of a matrix, for odd counts of pixels too", () => {
    const sizes = fc.record({
      pixels: fc.integer({ min: 1, max: 7 }),
      inputs: fc.integer({ min: 1, max: 9 }),
      fours: fc.integer({ min: 1, max: 3 }),
    });
    const cases = sizes.chain(({ pixels, inputs, fours }) =>
      fc.record({
        pixels: fc.constant(pixels),
        inputs: fc.constant(inputs),
        from: numbers(pixels * inputs),
        weights: numbers(4 * fours * inputs),
        bias: numbers(4 * fours),
      }),
    );
    fc.assert(
      fc.property(cases, ({ pixels, inputs, from, weights, bias }) => {
        const outputs = bias.length;
        const to = new Float32Array(pixels * outputs);
        const packed = packFourWide(weights, outputs);
        pointwise({ packed, bias, inputs, outputs }, from, to, pixels, 0);
        for (let at = 0; at < to.length; at++) {
          const [pixel, output] = [Math.floor(at / outputs), at % outputs];
          let sum = bias[output]!;
          for (let input = 0; input < inputs; input++) {
            sum += from[pixel * inputs + input]! * weights[output * inputs + input]!;
          }
          expect(to[at]).toBe(sum);
        }
      }),
    );
  });

  it.each([
    [1, 3],
    [2, 3],
    [2, 5],
  ])("of windows sees zeros outside the picture (stride %s, size %s)", (stride, size) => {
    const input = { rows: 6, columns: 8, channels: 4 };
    const output = { rows: 6 / stride, columns: 8 / stride, channels: 4 };
    const from = Float32Array.from({ length: 192 }, (_, at) => ((at * 7) % 13) - 6);
    const weights = Float32Array.from({ length: size * size * 4 }, (_, at) => ((at * 5) % 7) - 3);
    const bias = Float32Array.from([1, -1, 2, 0]);
    const to = new Float32Array(output.rows * output.columns * 4);
    depthwise({ weights, bias, size, stride }, from, input, to, output);
    const pad = [
      padBefore(6, output.rows, stride, size),
      padBefore(8, output.columns, stride, size),
    ] as const;
    for (let at = 0; at < to.length; at++) {
      const channel = at % 4;
      const row = Math.floor(at / 4 / output.columns);
      const column = Math.floor(at / 4) % output.columns;
      let sum = bias[channel]!;
      for (let tap = 0; tap < size * size; tap++) {
        const y = row * stride - pad[0] + Math.floor(tap / size);
        const x = column * stride - pad[1] + (tap % size);
        const isInside = y >= 0 && y < 6 && x >= 0 && x < 8;
        const value = isInside ? from[(y * 8 + x) * 4 + channel]! : 0;
        sum += value * weights[tap * 4 + channel]!;
      }
      expect(to[at]).toBe(sum);
    }
  });

  it("pads as TensorFlow's SAME does: behind first where it is odd", () => {
    expect([padBefore(144, 72, 2, 3), padBefore(9, 9, 1, 5), padBefore(18, 9, 2, 5)]).toEqual([
      0, 2, 1,
    ]);
  });

  it("takes means, doubles sizes and spreads pixels", () => {
    const means = new Float32Array(2);
    mean(Float32Array.from([1, 10, 3, 30]), 2, means);
    expect([...means]).toEqual([2, 20]);

    const plane = { rows: 1, columns: 2, channels: 1 };
    const larger = new Float32Array(8);
    resize(Float32Array.from([0, 4]), plane, larger, { rows: 2, columns: 4, channels: 1 });
    expect([...larger]).toEqual([0, 1, 3, 4, 0, 1, 3, 4]);

    const spread = new Float32Array(8);
    transposed(Float32Array.from([1, 2, 3, 4]), 0.5, Float32Array.from([1, 10]), plane, spread);
    expect([...spread]).toEqual([1.5, 2.5, 10.5, 20.5, 3.5, 4.5, 30.5, 40.5]);
  });

  it("reads halves as IEEE 754 has them", () => {
    const halves = Uint16Array.from([0x3c00, 0xc000, 0x7bff, 0x0001, 0x8000, 0x3555, 0x7c00]);
    expect([...halvesToFloats(new DataView(halves.buffer))]).toEqual([
      1,
      -2,
      65_504,
      2 ** -24,
      -0,
      Math.fround(0.333251953125),
      Infinity,
    ]);
  });
});
