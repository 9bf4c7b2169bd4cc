import { blendMask } from "./mask.ts";
import { readGraph } from "./network/graph.ts";
import { createNetwork } from "./network/network.ts";

/** Finds the person in a frame. */
export interface Finder {
  /** What is opaque in it is the person; small, to be drawn larger. */
  readonly mask: OffscreenCanvas;
  readonly find: (frame: CanvasImageSource) => void;
}

export function createFinder(model: Uint8Array): Finder {
  const network = createNetwork(readGraph(model));
  const { rows, columns } = network.input;
  const small = new OffscreenCanvas(columns, rows);
  const smallContext = small.getContext("2d", { alpha: false, willReadFrequently: true });
  const mask = new OffscreenCanvas(columns, rows);
  const maskContext = mask.getContext("2d");
  if (smallContext === null || maskContext === null) throw new Error("no canvas to draw on");
  const input = new Float32Array(rows * columns * 3);
  const kept = new Float32Array(rows * columns);
  const pixels = new ImageData(columns, rows);
  return {
    mask,
    find: (frame) => {
      smallContext.drawImage(frame, 0, 0, columns, rows);
      const { data } = smallContext.getImageData(0, 0, columns, rows);
      for (let from = 0, to = 0; from < data.length; from += 4) {
        input[to++] = (data[from] ?? 0) / 255;
        input[to++] = (data[from + 1] ?? 0) / 255;
        input[to++] = (data[from + 2] ?? 0) / 255;
      }
      blendMask(network.run(input), kept, pixels.data);
      maskContext.putImageData(pixels, 0, 0);
    },
  };
}
