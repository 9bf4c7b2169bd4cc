import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  largeThatFit,
  planGrid,
  planStage,
  type TileBox,
  type TilePlan,
  type TileSpace,
} from "../../../extension/call/components/layout/tile-plan.ts";
import { tileRef } from "../../../extension/call/components/layout/tile-ref.ts";

const space = (width: number, height: number): TileSpace => ({
  width,
  height,
  gap: 8,
  captionHeight: 56,
});
const wide = space(1_424, 716);
const narrow = space(340, 560);
const camera = tileRef("bob", "camera");
const screen = tileRef("bob", "screen");
const people = (count: number): string[] => Array.from({ length: count }, (_, at) => `p${at}`);
const boxes = (plan: TilePlan): TileBox[] => Object.values(plan.boxes);

describe("the plan of a grid", () => {
  it("has a last row that is not full in the middle", () => {
    const plan = planGrid(wide, people(3));
    expect(plan.boxes["p2"]?.x).toBe(Math.floor((1_424 - 529) / 2));
    expect([plan.boxes["p0"]?.y, plan.boxes["p1"]?.y]).toEqual([1, 1]);
  });

  it("is higher than the space where faces would be too small", () => {
    const plan = planGrid(narrow, people(12));
    expect(plan.width).toBe(340);
    expect(plan.height).toBeGreaterThan(560);
    expect(Math.min(...boxes(plan).map(({ width }) => width))).toBeGreaterThanOrEqual(150);
  });
});

describe("the plan of a stage", () => {
  it("has the small ones beside it where it is wide, and below it where it is high", () => {
    const beside = planStage(wide, [camera], people(3));
    expect(beside.boxes["p0"]).toEqual({ x: 1_184, y: 0, width: 240, height: 191, sticks: false });
    expect(beside.boxes["p1"]).toMatchObject({ x: 1_184, y: 199 });
    const below = planStage(narrow, [camera], people(3));
    expect(below.boxes["p0"]).toMatchObject({ x: 0, y: 414, width: 160, sticks: false });
    expect(below.boxes["p1"]).toMatchObject({ x: 168, y: 414 });
  });

  it("keeps the stage in sight while the small ones scroll", () => {
    const beside = planStage(wide, [camera], people(11));
    expect(beside.boxes[camera.id]).toMatchObject({ y: 0, sticks: true });
    expect([beside.width, beside.height]).toEqual([1_424, 11 * 199 - 8]);
    const below = planStage(narrow, [camera], people(11));
    expect(below.boxes[camera.id]).toMatchObject({ x: 0, sticks: true });
    expect([below.width, below.height]).toEqual([11 * 168 - 8, 560]);
  });

  it("gives a screen every pixel, and a face the shape of one", () => {
    const { width, height } = planStage(wide, [screen], people(3)).boxes[screen.id]!;
    expect([width, height]).toEqual([1_176, 716]);
    for (const room of [wide, narrow, space(2_500, 500), space(400, 1_500)]) {
      const face = planStage(room, [camera], people(3)).boxes[camera.id]!;
      const shape = face.width / (face.height - 56);
      expect(shape).toBeGreaterThanOrEqual(0.74);
      expect(shape).toBeLessThanOrEqual(1.79);
    }
  });

  it("is the whole space where there is nobody else", () => {
    const plan = planStage(wide, [screen, camera], []);
    expect([plan.width, plan.height]).toEqual([1_424, 716]);
    expect(boxes(plan).every(({ width }) => width === 708)).toBe(true);
  });

  it.each([
    [wide, 6],
    [space(700, 500), 4],
    [narrow, 1],
    [space(10, 10), 1],
  ])("has room for some large ones: %o for %i", (room, most) => {
    expect(largeThatFit(room)).toBe(most);
  });

  const anySpace = fc
    .tuple(fc.integer({ min: 240, max: 4_000 }), fc.integer({ min: 40, max: 3_000 }))
    .map(([width, height]) => space(width, height));

  it("never lays one tile over another, nor beyond the plan", () => {
    fc.assert(
      fc.property(
        anySpace,
        fc.integer({ min: 0, max: 11 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom("camera" as const, "screen" as const),
        (room, count, largeCount, shows) => {
          const large = people(largeCount).map((id) => tileRef(id, shows));
          const plan = planStage(room, large, people(count));
          const all = boxes(plan).filter(({ width }) => width > 0);
          for (const [at, one] of all.entries()) {
            expect(one.x).toBeGreaterThanOrEqual(0);
            expect(one.x + one.width).toBeLessThanOrEqual(plan.width);
            for (const other of all.slice(at + 1)) expect(overlap(one, other)).toBe(false);
          }
        },
      ),
    );
  });
});

function overlap(one: TileBox, other: TileBox): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
