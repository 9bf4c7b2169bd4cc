import { expect, test } from "vitest";
import { nextWant, nothingTold, type WantState } from "../../../extension/call/mesh/wants.ts";

const none = { width: 0, height: 0 };
const shown = (width: number, height: number) => ({ camera: { width, height }, screen: none });
const told = (width: number, height: number): WantState =>
  nextWant(nothingTold, shown(width, height), 0).state;

test("says at once what it shows, in steps of 16", () => {
  expect(nextWant(nothingTold, shown(381, 214), 0).tell).toEqual(shown(384, 224));
});

test("says at once that it shows more, but not many times a second", () => {
  const before = told(320, 180);
  expect(nextWant(before, shown(640, 360), 50)).toMatchObject({ tell: null, againInMs: 150 });
  expect(nextWant(before, shown(640, 360), 200).tell).toEqual(shown(640, 368));
});

test("waits whether less lasts", () => {
  const { state, tell, againInMs } = nextWant(told(640, 368), none0(), 1_000);
  expect([tell, againInMs]).toEqual([null, 800]);
  expect(nextWant(state, none0(), 1_799).tell).toBeNull();
  expect(nextWant(state, none0(), 1_800).tell).toEqual(none0());
});

test("shown again in between, nothing was ever said", () => {
  const hidden = nextWant(told(640, 368), none0(), 1_000).state;
  const back = nextWant(hidden, shown(640, 360), 1_200);
  expect(back).toMatchObject({ tell: null, againInMs: null, state: { lessSinceMs: null } });
});

test("a few pixels less are no change", () => {
  const { state, tell, againInMs } = nextWant(told(640, 368), shown(630, 355), 5_000);
  expect([tell, againInMs, state.lessSinceMs]).toEqual([null, null, null]);
});

test("never says what the protocol does not take", () => {
  expect(nextWant(nothingTold, shown(1e9, Number.NaN), 0).tell).toEqual(none0());
  expect(nextWant(nothingTold, shown(1e9, 20), 0).tell).toEqual(shown(16_384, 32));
});

function none0() {
  return { camera: none, screen: none };
}
