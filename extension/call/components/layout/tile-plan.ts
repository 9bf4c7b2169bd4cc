import { gridLayout } from "../tiles/grid-layout.ts";
import type { TileRef } from "./tile-ref.ts";

/** Space for all tiles, in CSS pixels. */
export interface TileSpace {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** Below each picture, for name and key. */
  readonly captionHeight: number;
}

/** Whole CSS pixels from the start corner; the height includes the caption. */
export interface TileBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** It stays where it is while the small ones scroll. */
  readonly sticks: boolean;
}

export interface TilePlan {
  readonly boxes: Readonly<Record<string, TileBox>>;
  /** Of everything; more than the space where one has to scroll. */
  readonly width: number;
  readonly height: number;
}

/** All alike, in this order. */
export function planGrid(space: TileSpace, tiles: readonly string[]): TilePlan {
  const { boxes, height } = placeGrid(space, tiles, false);
  return { boxes, width: space.width, height: Math.max(space.height, height) };
}

/** Some large, the others small in one line beside or below them, whichever leaves more. */
export function planStage(
  space: TileSpace,
  large: readonly TileRef[],
  small: readonly string[],
): TilePlan {
  if (small.length === 0) return { ...placeLarge(space, large), ...sizeOf(space) };
  return space.width >= space.height
    ? planBeside(space, large, small)
    : planBelow(space, large, small);
}

/** How many large tiles there is room for beside small ones. */
export function largeThatFit(space: TileSpace): number {
  const area = space.width >= space.height ? besideStrip(space) : aboveStrip(space);
  let most = 1;
  for (let count = 2; count <= largeMost; count++) {
    const { tileWidth, fits } = gridLayout({ ...area, count, fills: true });
    if (fits && tileWidth >= largeMinWidth) most = count;
  }
  return most;
}

const largeMost = 6;
/** Less than this is no larger than the small ones. */
const largeMinWidth = 240;
const smallMinWidth = 160;
const smallMaxWidth = 240;
const smallAspect = 16 / 9;
/** Shapes of a face alone on the stage: it fills what there is between these. */
const widestFace = 16 / 9;
const narrowestFace = 3 / 4;
/** The stage keeps this much in a window that is lower than anything. */
const stageMinHeight = 120;

function smallSize(space: TileSpace): { readonly width: number; readonly height: number } {
  const wanted = Math.round(space.width / 6 / 8) * 8;
  const width = Math.min(smallMaxWidth, Math.max(smallMinWidth, wanted), space.width);
  return { width, height: Math.floor(width / smallAspect) + space.captionHeight };
}

function besideStrip(space: TileSpace): TileSpace {
  return { ...space, width: Math.max(0, space.width - smallSize(space).width - space.gap) };
}

function aboveStrip(space: TileSpace): TileSpace {
  const left = space.height - smallSize(space).height - space.gap;
  return { ...space, height: Math.max(stageMinHeight, left) };
}

function planBeside(
  space: TileSpace,
  large: readonly TileRef[],
  small: readonly string[],
): TilePlan {
  const area = besideStrip(space);
  const size = smallSize(space);
  const step = size.height + space.gap;
  const height = small.length * step - space.gap;
  const strip = small.map((id, index): [string, TileBox] => [
    id,
    { x: area.width + space.gap, y: index * step, ...size, sticks: false },
  ]);
  return {
    boxes: { ...placeLarge(area, large).boxes, ...Object.fromEntries(strip) },
    width: space.width,
    height: Math.max(space.height, height),
  };
}

function planBelow(
  space: TileSpace,
  large: readonly TileRef[],
  small: readonly string[],
): TilePlan {
  const area = aboveStrip(space);
  const size = smallSize(space);
  const step = size.width + space.gap;
  const width = small.length * step - space.gap;
  const start = Math.max(0, Math.floor((space.width - width) / 2));
  const y = area.height + space.gap;
  const strip = small.map((id, index): [string, TileBox] => [
    id,
    { x: start + index * step, y, ...size, sticks: false },
  ]);
  return {
    boxes: { ...placeLarge(area, large).boxes, ...Object.fromEntries(strip) },
    width: Math.max(space.width, width),
    height: y + size.height,
  };
}

function placeLarge(
  area: TileSpace,
  large: readonly TileRef[],
): { readonly boxes: TilePlan["boxes"] } {
  const [only] = large;
  if (large.length === 1 && only !== undefined)
    return { boxes: { [only.id]: placeOne(area, only) } };
  const ids = large.map(({ id }) => id);
  return placeGrid(area, ids, true);
}

function placeOne(area: TileSpace, { shows }: TileRef): TileBox {
  // A screen has a shape of its own, and wants every pixel that there is.
  if (shows === "screen") return { x: 0, y: 0, ...sizeOf(area), sticks: true };
  const pictureMax = Math.max(0, area.height - area.captionHeight);
  const width = Math.floor(Math.min(area.width, pictureMax * widestFace));
  const picture = Math.floor(Math.min(pictureMax, width / narrowestFace));
  const height = picture + area.captionHeight;
  return {
    x: Math.floor((area.width - width) / 2),
    y: Math.floor((area.height - height) / 2),
    width,
    height,
    sticks: true,
  };
}

function sizeOf({ width, height }: TileSpace): { readonly width: number; readonly height: number } {
  return { width, height };
}

/** Rows of tiles in the middle of the space; a last row that is not full, in the middle too. */
function placeGrid(
  space: TileSpace,
  tiles: readonly string[],
  isStage: boolean,
): { readonly boxes: TilePlan["boxes"]; readonly height: number } {
  const count = tiles.length;
  const { columns, rows, tileWidth, tileHeight } = gridLayout({ ...space, count, fills: isStage });
  const height = rows * (tileHeight + space.gap) - space.gap;
  const top = Math.max(0, Math.floor((space.height - height) / 2));
  const boxes = tiles.map((id, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const start = Math.floor((space.width - inRow * (tileWidth + space.gap) + space.gap) / 2);
    const box: TileBox = {
      x: start + (index % columns) * (tileWidth + space.gap),
      y: top + row * (tileHeight + space.gap),
      width: tileWidth,
      height: tileHeight,
      sticks: isStage,
    };
    return [id, box] as const;
  });
  return { boxes: Object.fromEntries(boxes), height };
}
