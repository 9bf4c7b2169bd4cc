/** Where tiles go: as large as fits, all alike, in a shape that does not depend on what they show. */

export interface GridRoom {
  readonly count: number;
  /** CSS pixels, of the space for all tiles. */
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** CSS pixels below each picture, for name and key. */
  readonly captionHeight: number;
  /** A stage: one alone may be as large as it, and many as small as they must to be all on it. */
  readonly fills?: boolean;
}

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  /** Whole CSS pixels; the height includes the caption. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** False where the tiles need more height than there is, and one has to scroll. */
  readonly fits: boolean;
}

/** As cameras see where the room is wide, and less wide where it is not, so that faces fill it. */
function aspectsFor(room: GridRoom): readonly [number, ...number[]] {
  const shape = room.width / room.height;
  if (shape >= 1.5) return [16 / 9];
  return shape >= 1 ? [16 / 9, 4 / 3] : [4 / 3, 1];
}

/** Below this a face and a name cannot be read. */
const minTileWidth = 150;
/** Alone, one's own face need not fill a screen. */
const maxWidthAlone = 960;

export function gridLayout(room: GridRoom): GridLayout {
  if (room.count < 1 || room.width < 1 || room.height < 1) {
    return { columns: 1, rows: 0, tileWidth: 0, tileHeight: 0, fits: true };
  }
  const aspects = aspectsFor(room);
  let best = { columns: 1, tileWidth: 0, aspect: 1 };
  for (const aspect of aspects) {
    for (let columns = 1; columns <= room.count; columns++) {
      const next = { columns, tileWidth: widthThatFits(room, columns, aspect), aspect };
      if (areaOf(next) > areaOf(best)) best = next;
    }
  }
  const smallest = room.fills === true ? 0 : Math.min(minTileWidth, room.width);
  if (best.tileWidth >= smallest) return layout(room, best, true);
  const columns = clamp(Math.floor((room.width + room.gap) / (smallest + room.gap)), 1, room.count);
  const shape = { columns, tileWidth: columnWidth(room, columns), aspect: aspects[0] };
  return layout(room, shape, false);
}

interface Shape {
  readonly columns: number;
  readonly tileWidth: number;
  readonly aspect: number;
}

/** Of a picture; none where the height does not even hold the captions. */
function areaOf({ tileWidth, aspect }: Shape): number {
  return Math.max(0, tileWidth) ** 2 / aspect;
}

function widthThatFits(room: GridRoom, columns: number, aspect: number): number {
  const rows = Math.ceil(room.count / columns);
  const rowHeight = (room.height - room.gap * (rows - 1)) / rows;
  const byHeight = (rowHeight - room.captionHeight) * aspect;
  const limit = room.count === 1 && room.fills !== true ? maxWidthAlone : Infinity;
  return Math.floor(Math.min(columnWidth(room, columns), byHeight, limit));
}

function columnWidth(room: GridRoom, columns: number): number {
  return Math.floor((room.width - room.gap * (columns - 1)) / columns);
}

function layout(room: GridRoom, { columns, tileWidth, aspect }: Shape, fits: boolean): GridLayout {
  return {
    columns,
    rows: Math.ceil(room.count / columns),
    tileWidth,
    tileHeight: Math.floor(tileWidth / aspect) + room.captionHeight,
    fits,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
