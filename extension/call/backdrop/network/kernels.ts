/** What a network computes, over rows of numbers: pixels one after the other, channels innermost. */

/** Four outputs side by side for each input, so that the inner loop reads on and on. */
export function packFourWide(weights: Float32Array, outputs: number): Float32Array {
  const inputs = weights.length / outputs;
  if (outputs % 4 !== 0) throw new Error("outputs come in fours");
  const packed = new Float32Array(weights.length);
  for (let output = 0; output < outputs; output++) {
    const block = (output - (output % 4)) * inputs + (output % 4);
    for (let input = 0; input < inputs; input++) {
      packed[block + 4 * input] = weights[output * inputs + input] ?? 0;
    }
  }
  return packed;
}

export interface Pointwise {
  readonly packed: Float32Array;
  readonly bias: Float32Array;
  readonly inputs: number;
  readonly outputs: number;
}

/** For each pixel, all outputs of all its inputs: nearly all of the work. */
export function pointwise(
  layer: Pointwise,
  from: Float32Array,
  to: Float32Array,
  pixels: number,
  toPixel: number,
): void {
  const { packed, bias, inputs, outputs } = layer;
  // Two pixels at once, so that each weight is fetched half as often. Of an odd count the last one
  // is computed twice.
  for (let pixel = 0; pixel < pixels; pixel += 2) {
    const next = Math.min(pixel + 1, pixels - 1);
    const ahead = (next - pixel) * inputs;
    const start = pixel * inputs;
    const end = start + inputs;
    let at = 0;
    for (let output = 0; output < outputs; output += 4) {
      let a = bias[output]!;
      let b = bias[output + 1]!;
      let c = bias[output + 2]!;
      let d = bias[output + 3]!;
      let e = a;
      let f = b;
      let g = c;
      let h = d;
      for (let index = start; index < end; index++) {
        const one = from[index]!;
        const other = from[index + ahead]!;
        const w = packed[at]!;
        const x = packed[at + 1]!;
        const y = packed[at + 2]!;
        const z = packed[at + 3]!;
        a += one * w;
        b += one * x;
        c += one * y;
        d += one * z;
        e += other * w;
        f += other * x;
        g += other * y;
        h += other * z;
        at += 4;
      }
      const out = (toPixel + pixel) * outputs + output;
      to[out] = a;
      to[out + 1] = b;
      to[out + 2] = c;
      to[out + 3] = d;
      const outNext = (toPixel + next) * outputs + output;
      to[outNext] = e;
      to[outNext + 1] = f;
      to[outNext + 2] = g;
      to[outNext + 3] = h;
    }
  }
}

export interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

/** Zeros around a picture, as TensorFlow's SAME puts them: one more behind where they are odd. */
export function padBefore(input: number, output: number, stride: number, kernel: number): number {
  return Math.floor(Math.max((output - 1) * stride + kernel - input, 0) / 2);
}

/** The surroundings of each pixel of one row of the output, one after the other. */
export function gatherRow(
  from: Float32Array,
  plane: Plane,
  row: number,
  window: { readonly size: number; readonly stride: number; readonly columns: number } & {
    readonly padRow: number;
    readonly padColumn: number;
  },
  to: Float32Array,
): void {
  let at = 0;
  for (let column = 0; column < window.columns; column++) {
    for (let y = 0; y < window.size; y++) {
      const sourceRow = row * window.stride - window.padRow + y;
      for (let x = 0; x < window.size; x++) {
        const sourceColumn = column * window.stride - window.padColumn + x;
        const isInside =
          sourceRow >= 0 &&
          sourceRow < plane.rows &&
          sourceColumn >= 0 &&
          sourceColumn < plane.columns;
        const source = (sourceRow * plane.columns + sourceColumn) * plane.channels;
        for (let channel = 0; channel < plane.channels; channel++) {
          to[at++] = isInside ? from[source + channel]! : 0;
        }
      }
    }
  }
}

export interface Depthwise {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly size: number;
  readonly stride: number;
}

/** Each channel with its own small window. */
export function depthwise(
  layer: Depthwise,
  from: Float32Array,
  input: Plane,
  to: Float32Array,
  output: Plane,
): void {
  const { weights, bias, size, stride } = layer;
  const { channels } = input;
  const padRow = padBefore(input.rows, output.rows, stride, size);
  const padColumn = padBefore(input.columns, output.columns, stride, size);
  for (let row = 0; row < output.rows; row++) {
    const top = row * stride - padRow;
    for (let column = 0; column < output.columns; column++) {
      const left = column * stride - padColumn;
      const out = (row * output.columns + column) * channels;
      to.set(bias, out);
      for (let y = Math.max(0, -top); y < size && top + y < input.rows; y++) {
        for (let x = Math.max(0, -left); x < size && left + x < input.columns; x++) {
          const source = ((top + y) * input.columns + left + x) * channels;
          const weight = (y * size + x) * channels;
          for (let channel = 0; channel < channels; channel++) {
            to[out + channel]! += from[source + channel]! * weights[weight + channel]!;
          }
        }
      }
    }
  }
}

/** The mean of each channel over all pixels. */
export function mean(from: Float32Array, channels: number, to: Float32Array): void {
  to.fill(0);
  for (let at = 0; at < from.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) to[channel]! += from[at + channel]!;
  }
  const pixels = from.length / channels;
  for (let channel = 0; channel < channels; channel++) to[channel]! /= pixels;
}

/** Twice as large, between the middles of pixels (half_pixel_centers). */
export function resize(from: Float32Array, input: Plane, to: Float32Array, output: Plane): void {
  const { channels } = input;
  const [stepRow, stepColumn] = [input.rows / output.rows, input.columns / output.columns];
  for (let row = 0; row < output.rows; row++) {
    const y = Math.max(0, (row + 0.5) * stepRow - 0.5);
    const top = Math.floor(y);
    const bottom = Math.min(top + 1, input.rows - 1);
    for (let column = 0; column < output.columns; column++) {
      const x = Math.max(0, (column + 0.5) * stepColumn - 0.5);
      const left = Math.floor(x);
      const right = Math.min(left + 1, input.columns - 1);
      const corner = (cornerRow: number, cornerColumn: number): number =>
        (cornerRow * input.columns + cornerColumn) * channels;
      const [a, b] = [corner(top, left), corner(top, right)];
      const [c, d] = [corner(bottom, left), corner(bottom, right)];
      const [down, across] = [y - top, x - left];
      const out = (row * output.columns + column) * channels;
      for (let channel = 0; channel < channels; channel++) {
        const above = from[a + channel]! + (from[b + channel]! - from[a + channel]!) * across;
        const below = from[c + channel]! + (from[d + channel]! - from[c + channel]!) * across;
        to[out + channel] = above + (below - above) * down;
      }
    }
  }
}

/** Twice as large, each pixel four of one channel. `weights`: row, column, channel. */
export function transposed(
  weights: Float32Array,
  bias: number,
  from: Float32Array,
  input: Plane,
  to: Float32Array,
): void {
  const { channels } = input;
  for (let row = 0; row < input.rows; row++) {
    for (let column = 0; column < input.columns; column++) {
      const source = (row * input.columns + column) * channels;
      for (let corner = 0; corner < 4; corner++) {
        let sum = bias;
        for (let channel = 0; channel < channels; channel++) {
          sum += from[source + channel]! * weights[corner * channels + channel]!;
        }
        const out = (2 * row + (corner >> 1)) * 2 * input.columns + 2 * column + (corner & 1);
        to[out] = sum;
      }
    }
  }
}
