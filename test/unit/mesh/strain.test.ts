import { expect, test } from "vitest";
import {
  nextStrain,
  noStrain,
  type SendingSpeed,
  type StrainState,
  strainMost,
} from "../../../extension/call/mesh/strain.ts";

const good: SendingSpeed = {
  plannedFramesPerSecond: 20,
  sourceFramesPerSecond: 30,
  sentFramesPerSecond: 19,
  limitedBy: "nothing",
};
const slow: SendingSpeed = { ...good, sentFramesPerSecond: 6 };

function after(ms: number, speeds: readonly SendingSpeed[], from: StrainState = noStrain) {
  let state = from;
  const startMs = Math.max(0, from.changedAtMs);
  for (let atMs = 0; atMs <= ms; atMs += 1_000) state = nextStrain(state, speeds, startMs + atMs);
  return state;
}

test("a machine that keeps up is left alone", () => {
  expect(after(60_000, [good, good, good]).strain).toBe(0);
});

test("too slow for four seconds is strain, a moment is not", () => {
  expect(after(3_000, [slow, slow]).strain).toBe(0);
  expect(after(4_000, [slow, slow]).strain).toBe(1);
});

test("the browser's own word for it counts as well", () => {
  expect(after(4_000, [{ ...good, limitedBy: "machine" }]).strain).toBe(1);
});

test("one slow link among many is that link, not the machine", () => {
  expect(after(20_000, [slow, good, good]).strain).toBe(0);
});

test("a camera in the dark is slow by itself", () => {
  expect(after(20_000, [{ ...slow, sourceFramesPerSecond: 7 }]).strain).toBe(0);
});

test("where the network is the limit, the machine is not", () => {
  expect(after(20_000, [{ ...slow, limitedBy: "network" }]).strain).toBe(0);
});

test("goes on step by step, to an end", () => {
  expect(after(300_000, [slow]).strain).toBe(strainMost);
});

test("tries more after a while, and waits longer each time that this was too early", () => {
  const once = after(4_000, [slow]);
  const back = after(60_000 + 6_000, [good], once);
  expect(back.strain).toBe(0);
  const again = after(12_000, [slow], back);
  expect(again.strain).toBe(1);
  expect(again.patienceMs).toBeGreaterThan(once.patienceMs);
  expect(after(66_000, [good], again).strain).toBe(1);
});

test("nothing to send is no strain", () => {
  expect(after(60_000, []).strain).toBe(0);
});
