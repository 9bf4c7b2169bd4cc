import { FlatTable } from "./flat-tables.ts";
import { halvesToFloats } from "./half.ts";

/** A network as its file describes it: TensorFlow Lite, schema version 3. */
export interface Graph {
  readonly tensors: readonly GraphTensor[];
  /** In the order in which they are computed. */
  readonly steps: readonly GraphStep[];
  /** Of tensors. */
  readonly input: number;
  readonly output: number;
}

export interface GraphTensor {
  /** Batch, rows, columns, channels for what is computed; others for weights. */
  readonly shape: readonly number[];
  /** Null for what is computed. */
  readonly weights: Float32Array | null;
}

export type StepKind =
  | "add"
  | "convolution"
  | "depthwise"
  | "logistic"
  | "mean"
  | "multiply"
  | "relu"
  | "resize"
  | "hard-swish"
  | "transposed";

export interface GraphStep {
  readonly kind: StepKind;
  readonly inputs: readonly number[];
  readonly output: number;
  readonly stride: number;
}

/** BuiltinOperator of the schema. Dequantising is done when the file is read. */
const kinds = new Map<number, StepKind | "dequantise">([
  [0, "add"],
  [3, "convolution"],
  [4, "depthwise"],
  [6, "dequantise"],
  [14, "logistic"],
  [18, "multiply"],
  [19, "relu"],
  [23, "resize"],
  [40, "mean"],
  [117, "hard-swish"],
]);
const customCode = 32;
/** MediaPipe's own: a transposed convolution with a bias. */
const transposedName = "Convolution2DTransposeBias";
const half = 1;

/** Throws for a file that has anything else than the model that is shipped. */
export function readGraph(file: Uint8Array): Graph {
  const model = FlatTable.root(new DataView(file.buffer, file.byteOffset, file.byteLength));
  const [part] = model.tables(2);
  if (part === undefined) throw new Error("the model is empty");
  const buffers = model.tables(4);
  const codes = model.tables(1).map(kindOf);
  const stored = part.tables(0).map((tensor) => ({
    shape: tensor.ints(0),
    bytes: buffers[tensor.int(2)]?.bytes(0) ?? null,
    isHalf: tensor.byte(1) === half,
  }));
  const tensors: GraphTensor[] = stored.map(({ shape }) => ({ shape, weights: null }));
  const steps: GraphStep[] = [];
  for (const operator of part.tables(3)) {
    const kind = codes[operator.int(0)];
    const inputs = operator.ints(1);
    const [output, ...others] = operator.ints(2);
    if (kind === undefined || output === undefined || others.length > 0) throw unknown();
    if (kind === "dequantise") {
      const from = stored[inputs[0] ?? -1];
      if (from?.bytes == null || !from.isHalf) throw unknown();
      tensors[output] = { shape: from.shape, weights: halvesToFloats(from.bytes) };
      continue;
    }
    steps.push({ kind, inputs, output, stride: strideOf(kind, operator.table(4)) });
  }
  const [[input], [output]] = [part.ints(1), part.ints(2)];
  if (input === undefined || output === undefined) throw unknown();
  return { tensors, steps, input, output };
}

function kindOf(code: FlatTable): StepKind | "dequantise" {
  // The byte was too small one day; whichever is larger counts.
  const builtin = Math.max(code.byte(0), code.int(3));
  if (builtin === customCode && code.text(1) === transposedName) return "transposed";
  const kind = kinds.get(builtin);
  if (kind === undefined) throw unknown();
  return kind;
}

/** Both directions alike. Convolutions of one pixel do not care about their padding; others have SAME. */
function strideOf(kind: StepKind, options: FlatTable | null): number {
  if (kind === "transposed") return 2;
  if (kind !== "convolution" && kind !== "depthwise") return 1;
  const [across, down] = [options?.int(1) ?? 0, options?.int(2) ?? 0];
  if (across !== down || across < 1) throw unknown();
  return across;
}

function unknown(): Error {
  return new Error("the model has something that is not known here");
}
