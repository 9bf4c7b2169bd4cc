import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridLayout, type GridRoom } from "../../../extension/call/components/tiles/grid-layout.ts";

const room = (count: number, width: number, height: number): GridRoom => ({
  count,
  width,
  height,
  gap: 8,
  captionHeight: 56,
});

describe("the layout of tiles", () => {
  it.each([
    // people, width, height: columns, rows, tile
    [1, 1424, 716, 1, 1, 960, 596],
    [2, 1424, 716, 2, 1, 708, 454],
    [3, 1424, 716, 2, 2, 529, 353],
    [4, 1424, 716, 2, 2, 529, 353],
    [6, 1424, 716, 3, 2, 469, 319],
    [9, 1424, 716, 3, 3, 315, 233],
    [12, 1424, 716, 4, 3, 315, 233],
    [2, 1904, 896, 2, 1, 948, 589],
    [12, 1904, 896, 4, 3, 421, 292],
    [2, 784, 620, 2, 1, 388, 347],
    [1, 340, 560, 1, 1, 340, 396],
    [2, 340, 560, 1, 2, 293, 275],
    [4, 340, 560, 2, 2, 166, 222],
    [6, 340, 560, 2, 3, 166, 180],
  ])(
    "places %i people in %i × %i",
    (count, width, height, columns, rows, tileWidth, tileHeight) => {
      expect(gridLayout(room(count, width, height))).toEqual({
        columns,
        rows,
        tileWidth,
        tileHeight,
        fits: true,
      });
    },
  );

  it("lets one scroll rather than make faces too small to know", () => {
    const { columns, tileWidth, fits } = gridLayout(room(12, 340, 560));
    expect({ columns, tileWidth, fits }).toEqual({ columns: 2, tileWidth: 166, fits: false });
  });

  it("has a place in a window of no height", () => {
    expect(gridLayout(room(4, 340, 0))).toEqual({
      columns: 1,
      rows: 0,
      tileWidth: 0,
      tileHeight: 0,
      fits: true,
    });
    expect(gridLayout(room(4, 340, 40)).fits).toBe(false);
  });

  const anyRoom = fc
    .tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 160, max: 4000 }),
      fc.integer({ min: 1, max: 3000 }),
    )
    .map(([count, width, height]) => room(count, width, height));

  it("never needs more width than there is, nor more height where it fits", () => {
    fc.assert(
      fc.property(anyRoom, (space) => {
        const { columns, rows, tileWidth, tileHeight, fits } = gridLayout(space);
        expect(columns * rows).toBeGreaterThanOrEqual(space.count);
        expect(columns * (tileWidth + 8) - 8).toBeLessThanOrEqual(space.width);
        if (fits) expect(rows * (tileHeight + 8) - 8).toBeLessThanOrEqual(space.height);
      }),
    );
  });

  it("keeps one of three shapes of picture", () => {
    fc.assert(
      fc.property(anyRoom, (space) => {
        const { tileWidth, tileHeight } = gridLayout(space);
        const picture = tileHeight - 56;
        const shapes = [16 / 9, 4 / 3, 1].map((aspect) => Math.floor(tileWidth / aspect));
        expect(shapes).toContain(picture);
      }),
    );
  });

  it("makes nobody larger when somebody more comes", () => {
    fc.assert(
      fc.property(anyRoom, (space) => {
        const before = gridLayout(space);
        const after = gridLayout({ ...space, count: space.count + 1 });
        fc.pre(before.fits && after.fits && space.count > 1);
        const area = (layout: typeof before): number =>
          layout.tileWidth * (layout.tileHeight - space.captionHeight);
        // Widths are whole pixels, so that areas may differ by a row of them.
        expect(area(after)).toBeLessThanOrEqual(area(before) + 2 * before.tileWidth);
      }),
    );
  });
});
