import type { Graph, GraphStep, GraphTensor } from "./graph.ts";
import {
  depthwise,
  gatherRow,
  mean,
  packFourWide,
  padBefore,
  type Plane,
  pointwise,
  resize,
  transposed,
} from "./kernels.ts";

/** A network that is ready to run. */
export interface Network {
  readonly input: Plane;
  readonly output: Plane;
  /** Gives the same array each time: read it before the next run. */
  readonly run: (input: Float32Array) => Float32Array;
}

/**
 * Everything is laid out here, once: a run allocates nothing. In plain numbers and not in
 * WebAssembly, which the policy of the extension's pages forbids; see docs/decisions.
 */
export function createNetwork(graph: Graph): Network {
  const values = new Map<number, Float32Array>();
  const input = planeOf(graph, graph.input);
  const inputValues = new Float32Array(sizeOf(input));
  values.set(graph.input, inputValues);
  const uses = countUses(graph);
  const runs = graph.steps.map((step) => {
    const from = values.get(step.inputs[0] ?? -1);
    if (from === undefined) throw new Error("a step has nothing to work on");
    // What nobody else reads is changed where it stands.
    const isInPlace = isMap(step.kind) && uses.get(step.inputs[0] ?? -1) === 1;
    const to = isInPlace ? from : new Float32Array(sizeOf(planeOf(graph, step.output)));
    values.set(step.output, to);
    return layStep(graph, step, values, from, to);
  });
  const outputValues = values.get(graph.output);
  if (outputValues === undefined) throw new Error("nothing computes the output");
  return {
    input,
    output: planeOf(graph, graph.output),
    run: (given) => {
      inputValues.set(given);
      for (const run of runs) run();
      return outputValues;
    },
  };
}

type Values = Map<number, Float32Array>;

function layStep(
  graph: Graph,
  step: GraphStep,
  values: Values,
  from: Float32Array,
  to: Float32Array,
): () => void {
  const planes = {
    input: planeOf(graph, step.inputs[0] ?? -1),
    output: planeOf(graph, step.output),
  };
  switch (step.kind) {
    case "convolution":
      return layConvolution(graph, step, planes, from, to);
    case "depthwise": {
      const { weights, bias } = weightsOf(graph, step);
      const size = tensorOf(graph, step.inputs[1]).shape[1] ?? 0;
      const layer = { weights, bias, size, stride: step.stride };
      return () => depthwise(layer, from, planes.input, to, planes.output);
    }
    case "transposed": {
      const { weights, bias } = weightsOf(graph, step);
      return () => transposed(weights, bias[0] ?? 0, from, planes.input, to);
    }
    case "mean":
      return () => mean(from, planes.input.channels, to);
    case "resize":
      return () => resize(from, planes.input, to, planes.output);
    case "add":
    case "multiply": {
      const other = values.get(step.inputs[1] ?? -1);
      if (other === undefined) throw new Error("a step misses one of two");
      return step.kind === "add" ? () => add(from, other, to) : () => multiply(from, other, to);
    }
    case "relu":
    case "hard-swish":
    case "logistic":
      return layMap(step.kind, from, to);
  }
}

type MapKind = "relu" | "hard-swish" | "logistic";

function isMap(kind: GraphStep["kind"]): kind is MapKind {
  return kind === "relu" || kind === "hard-swish" || kind === "logistic";
}

/** A loop each, and not a function for each number: they are most of what is not multiplied. */
function layMap(kind: MapKind, from: Float32Array, to: Float32Array): () => void {
  switch (kind) {
    case "relu":
      return () => {
        for (let at = 0; at < to.length; at++) to[at] = Math.max(0, from[at]!);
      };
    case "hard-swish":
      return () => {
        for (let at = 0; at < to.length; at++) {
          const value = from[at]!;
          to[at] = (value * Math.min(6, Math.max(0, value + 3))) / 6;
        }
      };
    case "logistic":
      return () => {
        for (let at = 0; at < to.length; at++) to[at] = 1 / (1 + Math.exp(-from[at]!));
      };
  }
}

function layConvolution(
  graph: Graph,
  step: GraphStep,
  planes: { readonly input: Plane; readonly output: Plane },
  from: Float32Array,
  to: Float32Array,
): () => void {
  const { input, output } = planes;
  const { weights, bias } = weightsOf(graph, step);
  const size = tensorOf(graph, step.inputs[1]).shape[1] ?? 0;
  const layer = {
    packed: packFourWide(weights, output.channels),
    bias,
    inputs: weights.length / output.channels,
    outputs: output.channels,
  };
  if (size === 1 && step.stride === 1) {
    const pixels = output.rows * output.columns;
    return () => pointwise(layer, from, to, pixels, 0);
  }
  const window = {
    size,
    stride: step.stride,
    columns: output.columns,
    padRow: padBefore(input.rows, output.rows, step.stride, size),
    padColumn: padBefore(input.columns, output.columns, step.stride, size),
  };
  const row = new Float32Array(output.columns * layer.inputs);
  return () => {
    for (let each = 0; each < output.rows; each++) {
      gatherRow(from, input, each, window, row);
      pointwise(layer, row, to, output.columns, each * output.columns);
    }
  };
}

function add(from: Float32Array, other: Float32Array, to: Float32Array): void {
  for (let at = 0; at < to.length; at++) to[at] = from[at]! + other[at]!;
}

/** `other` may have one number for each channel only. */
function multiply(from: Float32Array, other: Float32Array, to: Float32Array): void {
  const { length } = other;
  for (let start = 0; start < to.length; start += length) {
    for (let at = 0; at < length; at++) to[start + at] = from[start + at]! * other[at]!;
  }
}

function countUses(graph: Graph): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  for (const { inputs } of graph.steps) {
    for (const input of inputs) uses.set(input, (uses.get(input) ?? 0) + 1);
  }
  return uses;
}

function weightsOf(graph: Graph, step: GraphStep): { weights: Float32Array; bias: Float32Array } {
  const { weights } = tensorOf(graph, step.inputs[1]);
  const { weights: bias } = tensorOf(graph, step.inputs[2]);
  if (weights === null || bias === null) throw new Error("a layer has no weights");
  return { weights, bias };
}

function tensorOf(graph: Graph, index: number | undefined): GraphTensor {
  const tensor = graph.tensors[index ?? -1];
  if (tensor === undefined) throw new Error("a step names nothing");
  return tensor;
}

function planeOf(graph: Graph, index: number): Plane {
  const [batch, rows, columns, channels] = tensorOf(graph, index).shape;
  if (batch !== 1 || rows === undefined || columns === undefined || channels === undefined) {
    throw new Error("one picture at a time");
  }
  return { rows, columns, channels };
}

function sizeOf({ rows, columns, channels }: Plane): number {
  return rows * columns * channels;
}
