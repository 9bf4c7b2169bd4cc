import { refuse } from "../codes.ts";
import { pictureMaxPixels } from "../limits.ts";

/** In device pixels; both 0: not shown, so nothing need be sent. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** How large the sender of this message shows what the other one sends. */
export interface WantMessage {
  readonly type: "want";
  readonly camera: PictureSize;
  readonly screen: PictureSize;
}

export function parseWant(fields: Readonly<Record<string, unknown>>): WantMessage {
  return { type: "want", camera: sizeOf(fields["camera"]), screen: sizeOf(fields["screen"]) };
}

function sizeOf(value: unknown): PictureSize {
  const { width, height } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (!isPixels(width) || !isPixels(height)) {
    throw refuse("format", "message", "a wanted size is no number of pixels");
  }
  return { width, height };
}

function isPixels(value: unknown): value is number {
  return (
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= pictureMaxPixels
  );
}
