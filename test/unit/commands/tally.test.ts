import { describe, expect, it } from "vitest";
import { sum, tallyLine, tallyOf } from "../../../scripts/steps/tally.mjs";

const passing = {
  status: "passed",
  assertionResults: [{ status: "passed" }, { status: "passed" }],
};

describe("the tally of a suite", () => {
  it("counts tests that passed, failed and were skipped", () => {
    const failing = {
      status: "failed",
      assertionResults: [{ status: "failed" }, { status: "pending" }, { status: "todo" }],
    };
    expect(tallyOf({ testResults: [passing, failing] }, 1)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 2,
    });
  });

  it("counts a file that could not be loaded as failed", () => {
    const unloaded = { status: "failed", assertionResults: [] };
    expect(tallyOf({ testResults: [passing, unloaded] }, 1)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
    });
  });

  it("counts an error outside of the tests as failed", () => {
    expect(tallyOf({ testResults: [passing] }, 1)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it("counts a suite without tests as failed", () => {
    expect(tallyOf({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("the last line", () => {
  it("names skipped tests only where there are any", () => {
    const one = { passed: 1, failed: 0, skipped: 0 };
    expect(tallyLine(sum([one, one]))).toBe("2 passed, 0 failed");
    expect(tallyLine(sum([one, { passed: 0, failed: 2, skipped: 3 }]))).toBe(
      "1 passed, 2 failed, 3 skipped",
    );
  });
});
