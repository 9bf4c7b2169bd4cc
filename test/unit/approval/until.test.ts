import { describe, expect, it } from "vitest";
import { spokenTime } from "../../../extension/approval/until.ts";

const at = (...parts: [number, number, number, number, number]): number =>
  new Date(...parts).getTime();

describe("a time is said to be", () => {
  it.each([
    ["today", at(2026, 7, 28, 22, 0), at(2026, 7, 28, 10, 0)],
    ["today", at(2026, 7, 28, 23, 59), at(2026, 7, 28, 0, 0)],
    ["tomorrow", at(2026, 7, 29, 0, 0), at(2026, 7, 28, 23, 59)],
    ["tomorrow", at(2027, 0, 1, 9, 0), at(2026, 11, 31, 21, 0)],
    ["later", at(2026, 7, 30, 0, 0), at(2026, 7, 28, 23, 59)],
    ["later", at(2026, 8, 27, 10, 0), at(2026, 7, 28, 10, 0)],
    // The clocks go back in this night in much of Europe: a day of 25 hours is one day.
    ["tomorrow", at(2026, 9, 26, 0, 30), at(2026, 9, 25, 0, 30)],
  ])("%s", (day, timeMs, nowMs) => {
    expect(spokenTime(timeMs, nowMs, "en").day).toBe(day);
  });

  it("in hours, minutes and a date", () => {
    const { time, date } = spokenTime(at(2026, 7, 28, 22, 5), at(2026, 7, 1, 0, 0), "en");
    expect(time).toMatch(/^(22:05|10:05\sPM)$/);
    expect(date).toBe("August 28, 2026");
  });
});
