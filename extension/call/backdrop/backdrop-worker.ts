// Puts something else behind the person, frame by frame. Loaded with the model in it when somebody
// first wants that: `connect-src` of the page's policy lets nothing be fetched, not even from here.

import model from "@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url&inline";
import type { Look } from "./filter-ports.ts";
import { createFinder, type Finder } from "./finder.ts";
import { firstPace, nextPace } from "./pace.ts";
import { createPainter, type Size } from "./painter.ts";

export type ToBackdropWorker =
  | { readonly say: "look"; readonly look: Look }
  /** Frames come and go by themselves, where the browser has streams of them. */
  | {
      readonly say: "streams";
      readonly readable: ReadableStream<VideoFrame>;
      readonly writable: WritableStream<VideoFrame>;
    }
  /** Else the page is asked for each. */
  | { readonly say: "ask-for-frames"; readonly everyMs: number }
  | { readonly say: "frame"; readonly frame: ImageBitmap };

export type FromBackdropWorker =
  | { readonly say: "next" }
  | { readonly say: "painted"; readonly frame: ImageBitmap }
  /** Some frame has gone out. */
  | { readonly say: "running" }
  | { readonly say: "too-slow" }
  | { readonly say: "failed" };

let look: Look = { kind: "blur" };
let finder: Finder | null = null;
const painter = createPainter();
let pace = firstPace;
let frameCount = 0;
let lastFrameMs = 0;
let frameMs = 33;
let hasSaidSlow = false;

function say(message: FromBackdropWorker, moved: Transferable[] = []): void {
  postMessage(message, { transfer: moved });
}

/** `data:…;base64,` as the bundler wrote it. */
function modelBytes(): Uint8Array {
  const text = atob(model.slice(model.indexOf(",") + 1));
  return Uint8Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
}

function paint(frame: CanvasImageSource, size: Size): void {
  finder ??= createFinder(modelBytes());
  const nowMs = performance.now();
  // A pause is no slow frame.
  if (lastFrameMs > 0) frameMs += 0.1 * (Math.min(nowMs - lastFrameMs, 200) - frameMs);
  lastFrameMs = nowMs;
  if (frameCount++ % pace.every === 0) {
    finder.find(frame);
    const doneMs = performance.now();
    pace = nextPace(pace, doneMs, doneMs - nowMs, frameMs);
    if (pace.isTooSlow && !hasSaidSlow) {
      hasSaidSlow = true;
      say({ say: "too-slow" });
    }
  }
  painter.paint(frame, size, finder.mask, look);
}

async function run(
  readable: ReadableStream<VideoFrame>,
  writable: WritableStream<VideoFrame>,
): Promise<void> {
  const reader = readable.getReader();
  const writer = writable.getWriter();
  for (;;) {
    const { done, value: frame } = await reader.read();
    if (done) return;
    const { timestamp, displayWidth: width, displayHeight: height } = frame;
    try {
      paint(frame, { width, height });
    } finally {
      frame.close();
    }
    await writer.write(new VideoFrame(painter.canvas, { timestamp }));
    if (frameCount === 1) say({ say: "running" });
  }
}

function paintBitmap(frame: ImageBitmap): void {
  paint(frame, frame);
  frame.close();
  const painted = painter.canvas.transferToImageBitmap();
  say({ say: "painted", frame: painted }, [painted]);
  if (frameCount === 1) say({ say: "running" });
}

addEventListener("message", ({ data }: MessageEvent<ToBackdropWorker>) => {
  switch (data.say) {
    case "look":
      look = data.look;
      break;
    case "streams":
      run(data.readable, data.writable).catch(() => say({ say: "failed" }));
      break;
    case "ask-for-frames":
      setInterval(() => say({ say: "next" }), data.everyMs);
      break;
    case "frame":
      paintBitmap(data.frame);
      break;
  }
});
