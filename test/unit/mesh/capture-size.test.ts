import { expect, test } from "vitest";
import { fullCapture, nextCapture } from "../../../extension/call/mesh/capture-size.ts";

const small = { height: 270, framesPerSecond: 20 };
const large = { height: 540, framesPerSecond: 30 };

test("asks for less once that has lasted", () => {
  const waiting = nextCapture(fullCapture, small, 1_000);
  expect(waiting).toEqual({ asked: fullCapture.asked, lessSinceMs: 1_000 });
  expect(nextCapture(waiting, small, 3_999).asked).toEqual(fullCapture.asked);
  expect(nextCapture(waiting, small, 4_000)).toEqual({ asked: small, lessSinceMs: null });
});

test("asks for more at once", () => {
  const at = { asked: small, lessSinceMs: null };
  expect(nextCapture(at, large, 0)).toEqual({ asked: large, lessSinceMs: null });
});

test("the same is no question, and ends a wait", () => {
  const waiting = nextCapture({ asked: large, lessSinceMs: null }, small, 0);
  const back = nextCapture(waiting, { ...large }, 100);
  expect(back.lessSinceMs).toBeNull();
  expect(back.asked).toBe(waiting.asked);
});
