import { describe, expect, it } from "vitest";
import type { CallProblem } from "../../../extension/call/call-view.ts";
import { problemText } from "../../../extension/call/components/words/problem-text.ts";
import { english } from "../../support/preview-call/english.ts";
import { problems } from "../../support/preview-call/scenes.ts";

function said(problem: CallProblem): string[] {
  const { heading, sentence, next } = problemText(problem, "call.example.org");
  return [heading, sentence, next].map(english);
}

describe("what a problem is called", () => {
  it.each(problems.map((problem) => [JSON.stringify(problem), problem] as const))(
    "says what it is, what is behind it and what to do: %s",
    (_, problem) => {
      const [heading, sentence, next] = said(problem);
      expect(heading).toMatch(/^[A-Z].*[^.]$/);
      expect(sentence).toMatch(/^[A-Za-z].*\.$/);
      expect(next).toMatch(/^[A-Z].*\.$/);
      expect([heading, sentence, next].join(" ")).not.toMatch(/secure|\$|undefined|\{/);
    },
  );

  it("names the server that does not answer", () => {
    expect(said({ problem: "server-unreachable" })[1]).toBe(
      "Nothing came back from call.example.org.",
    );
  });

  it("says by how much a clock is off, and which way", () => {
    expect(said({ problem: "clock-differs", aheadMs: 3_600_000 })[1]).toContain("60 minutes ahead");
    expect(said({ problem: "clock-differs", aheadMs: -7_200_000 })[1]).toContain("2 hours behind");
  });

  it("says how long to wait", () => {
    expect(said({ problem: "too-often", retryAfterMs: 29_500 })[2]).toBe(
      "Wait 30 seconds, then try again.",
    );
    expect(said({ problem: "too-often", retryAfterMs: null })[2]).toBe(
      "Wait a minute, then try again.",
    );
  });

  it("quotes the server and a failed check as they came", () => {
    expect(problemText({ problem: "refused", code: "auth", message: "no" }, "x").quote).toBe("no");
    expect(
      problemText({ problem: "list-refused", check: "signature", why: "list 3" }, "x").quote,
    ).toBe("list 3");
  });

  it("never offers to try again where that would walk into an attack", () => {
    const alarms = problems
      .map((problem) => problemText(problem, "x"))
      .filter((text) => text.isAlarm);
    expect(alarms).toHaveLength(3);
    expect(alarms.filter(({ canRetry }) => canRetry)).toEqual([]);
  });

  it("tells the versions of a list that was rolled back the right way round", () => {
    expect(said({ problem: "list-rolled-back", seen: 7, got: 5 })[1]).toContain(
      "showed version 5, but you have seen version 7",
    );
  });
});
