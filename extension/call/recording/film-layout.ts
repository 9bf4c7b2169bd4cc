/** Where the tiles of a recording go: a frame of fixed size, whatever windows look like. */

export interface FilmRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FilmFrame {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

export const filmFrame: FilmFrame = { width: 1280, height: 720, gap: 8 };

/** Of the width, for screens where there are any: letters want room. */
const screenShare = 0.78;

/**
 * One rectangle for each tile, in their order, in whole pixels. Screens are large on the left, and
 * the faces stand in a column beside them; without screens the faces are a grid.
 */
export function filmLayout(
  kinds: readonly ("camera" | "screen")[],
  frame: FilmFrame,
): readonly FilmRect[] {
  const screens = kinds.filter((kind) => kind === "screen").length;
  const cameras = kinds.length - screens;
  const split = screens > 0 && cameras > 0;
  const left = split ? Math.floor(frame.width * screenShare) : frame.width;
  const [screenRects, cameraRects] = [
    grid(screens, { x: 0, y: 0, width: left, height: frame.height }, frame.gap),
    grid(
      cameras,
      split
        ? { x: left, y: 0, width: frame.width - left, height: frame.height }
        : { x: 0, y: 0, width: frame.width, height: frame.height },
      frame.gap,
    ),
  ];
  const next = { screen: screenRects.values(), camera: cameraRects.values() };
  return kinds.map((kind) => next[kind].next().value ?? nowhere);
}

const nowhere: FilmRect = { x: 0, y: 0, width: 0, height: 0 };

/** Rows and columns that leave the largest pictures of 16 to 9; of equals the wider. */
function grid(count: number, area: FilmRect, gap: number): FilmRect[] {
  if (count === 0) return [];
  let columns = 1;
  let best = 0;
  for (let tried = 1; tried <= count; tried++) {
    const width = Math.min(area.width / tried, (area.height / Math.ceil(count / tried)) * (16 / 9));
    if (width > best - 1) [columns, best] = [tried, width];
  }
  const rows = Math.ceil(count / columns);
  const [width, height] = [area.width / columns, area.height / rows];
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    // A last row that is not full stands in the middle.
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const x = area.x + ((columns - inRow) * width) / 2 + (index % columns) * width;
    return inset({ x, y: area.y + row * height, width, height }, gap);
  });
}

function inset(rect: FilmRect, gap: number): FilmRect {
  return {
    x: Math.round(rect.x + gap / 2),
    y: Math.round(rect.y + gap / 2),
    width: Math.floor(rect.width - gap),
    height: Math.floor(rect.height - gap),
  };
}

/** All of a picture, as large as fits, in the middle. */
export function fitInto(picture: { width: number; height: number }, rect: FilmRect): FilmRect {
  const scale = Math.min(rect.width / picture.width, rect.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return {
    x: rect.x + (rect.width - width) / 2,
    y: rect.y + (rect.height - height) / 2,
    width,
    height,
  };
}
