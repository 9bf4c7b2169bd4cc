import type { Look } from "./filter-ports.ts";

/** Puts a frame together anew: the person as they are, something else behind them. */
export interface Painter {
  readonly canvas: OffscreenCanvas;
  readonly paint: (frame: CanvasImageSource, size: Size, mask: OffscreenCanvas, look: Look) => void;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** So small that no letter of a room is left in it, whatever is done to it later. */
const blurColumns = 40;
/** Of the mask's edge, in its own pixels. */
const softness = "blur(1px)";

export function createPainter(): Painter {
  const out = createSheet();
  const person = createSheet();
  const tiny = createSheet();
  return {
    canvas: out.canvas,
    paint: (frame, size, mask, look) => {
      const { width, height } = size;
      for (const sheet of [out, person]) fit(sheet.canvas, size);
      person.context.clearRect(0, 0, width, height);
      person.context.filter = softness;
      person.context.drawImage(mask, 0, 0, width, height);
      person.context.filter = "none";
      person.context.globalCompositeOperation = "source-in";
      person.context.drawImage(frame, 0, 0, width, height);
      person.context.globalCompositeOperation = "source-over";
      if (look.kind === "picture") drawCover(out.context, look.picture, size);
      else drawBlurred(out.context, tiny, frame, size);
      out.context.drawImage(person.canvas, 0, 0);
    },
  };
}

interface Sheet {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
}

function createSheet(): Sheet {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas to draw on");
  return { canvas, context };
}

/** Setting a canvas's size empties it, also where it is the same. */
function fit(canvas: OffscreenCanvas, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Small, then large again: any browser does that quickly, and nothing can be read back. */
function drawBlurred(
  to: OffscreenCanvasRenderingContext2D,
  tiny: Sheet,
  frame: CanvasImageSource,
  { width, height }: Size,
): void {
  const rows = Math.max(1, Math.round((blurColumns * height) / width));
  fit(tiny.canvas, { width: blurColumns, height: rows });
  tiny.context.imageSmoothingQuality = "high";
  tiny.context.drawImage(frame, 0, 0, blurColumns, rows);
  to.imageSmoothingQuality = "high";
  // A pixel more on each side: smoothing fades out at the edges.
  to.drawImage(tiny.canvas, 1, 1, blurColumns - 2, rows - 2, 0, 0, width, height);
}

/** All of the frame, cut where the shapes differ. */
function drawCover(
  to: OffscreenCanvasRenderingContext2D,
  picture: ImageBitmap,
  { width, height }: Size,
): void {
  const scale = Math.max(width / picture.width, height / picture.height);
  const [shownWidth, shownHeight] = [width / scale, height / scale];
  to.drawImage(
    picture,
    (picture.width - shownWidth) / 2,
    (picture.height - shownHeight) / 2,
    shownWidth,
    shownHeight,
    0,
    0,
    width,
    height,
  );
}
