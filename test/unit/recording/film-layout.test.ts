import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filmFrame, filmLayout, fitInto } from "../../../extension/call/recording/film-layout.ts";

const kinds = fc.array(fc.constantFrom("camera", "screen"), { minLength: 1, maxLength: 16 });

describe("the frame of a recording", () => {
  it("gives everybody a place inside it that is nobody else's", () => {
    fc.assert(
      fc.property(kinds, (given) => {
        const rects = filmLayout(given, filmFrame);
        expect(rects).toHaveLength(given.length);
        for (const [index, a] of rects.entries()) {
          expect(a.width).toBeGreaterThan(40);
          expect(a.height).toBeGreaterThan(20);
          expect(Math.min(a.x, a.y)).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(filmFrame.width);
          expect(a.y + a.height).toBeLessThanOrEqual(filmFrame.height);
          for (const b of rects.slice(index + 1)) {
            const apart =
              a.x + a.width <= b.x ||
              b.x + b.width <= a.x ||
              a.y + a.height <= b.y ||
              b.y + b.height <= a.y;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  it("is one face alone, two beside each other, four in two rows", () => {
    const rows = (count: number): number =>
      new Set(filmLayout(Array<"camera">(count).fill("camera"), filmFrame).map(({ y }) => y)).size;
    expect([1, 2, 4, 5, 9].map(rows)).toEqual([1, 1, 2, 2, 3]);
  });

  it("is mostly the screen where one is shared", () => {
    const [face, screen, other] = filmLayout(["camera", "screen", "camera"], filmFrame);
    expect(screen!.width).toBeGreaterThan(filmFrame.width * 0.7);
    for (const each of [face!, other!]) expect(each.x).toBeGreaterThan(screen!.x + screen!.width);
  });

  it("puts the last row in the middle where it is not full", () => {
    const rects = filmLayout(Array<"camera">(3).fill("camera"), filmFrame);
    const last = rects[2]!;
    expect(last.x + last.width / 2).toBeCloseTo(filmFrame.width / 2, -1);
  });

  it("shows all of a picture, and never squeezes it", () => {
    const at = fitInto({ width: 400, height: 800 }, { x: 10, y: 20, width: 300, height: 200 });
    expect(at).toEqual({ x: 110, y: 20, width: 100, height: 200 });
  });
});
