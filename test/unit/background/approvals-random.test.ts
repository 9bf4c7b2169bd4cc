import fc from "fast-check";
import { expect, test } from "vitest";
import { type ApprovalRequest, shownIn } from "../../../extension/background/approval-state.ts";
import { diesAtMs, statementsOf } from "../../../extension/background/approval-statements.ts";
import { endedKept, waitingMax, waitingPerAsker } from "../../../extension/background/limits.ts";
import { callTabs, story, tell, type Told } from "../../support/background/approval-story.ts";

/** All stories must keep to `rule`; it gives what is wrong, or null. */
function always(
  rule: (told: Told, made: ReadonlyMap<string, ApprovalRequest>) => string | null,
): void {
  fc.assert(
    fc.property(story, (happenings) => {
      const made = new Map<string, ApprovalRequest>();
      for (const told of tell(happenings, made)) {
        const wrong = rule(told, made);
        if (wrong !== null) throw new Error(`${wrong}, at ${told.event.type}`);
      }
    }),
    { numRuns: 300 },
  );
}

function signedBy({ step }: Told): string[] {
  return step.effects.flatMap((effect) => (effect.type === "sign" ? [effect.id] : []));
}

test("nothing is signed twice", () => {
  let signatures = 0;
  fc.assert(
    fc.property(story, (happenings) => {
      const signed = [...tell(happenings, new Map())].flatMap(signedBy);
      signatures += signed.length;
      expect(new Set(signed).size).toBe(signed.length);
    }),
    { numRuns: 300 },
  );
  // The stories really do lead to approvals.
  expect(signatures).toBeGreaterThan(300);
});

test("nothing is signed unseen: only what the window shows, with its very texts, from there", () => {
  always((told, made) => {
    for (const id of signedBy(told)) {
      const { before, event } = told;
      if (event.type !== "approve" || event.id !== id) return "signed without an approval";
      if (shownIn(before)?.id !== id) return "signed what was not shown";
      if (before.window.step !== "open" || before.window.tabId !== event.tabId) {
        return "approved from elsewhere than the window";
      }
      const texts = statementsOf(made.get(id)!).map(({ text }) => text);
      if (texts.join("\0") !== event.statements.join("\0")) return "signed another text";
    }
    return null;
  });
});

test("nothing is signed after its time, or once its tab has gone", () => {
  const gone = new WeakMap<ReadonlyMap<string, ApprovalRequest>, Set<string>>();
  always((told, made) => {
    const dead = gone.get(made) ?? new Set<string>();
    gone.set(made, dead);
    const { event, nowMs } = told;
    for (const id of signedBy(told)) {
      const { ask, askedAtMs } = made.get(id)!;
      if (nowMs >= diesAtMs(ask, askedAtMs)) return "signed too late";
      if (dead.has(id)) return "signed for nobody";
    }
    for (const { id, tabId } of made.values()) {
      const left = event.type === "restored" && !event.liveTabs.includes(tabId);
      const closed = event.type === "tab-gone" && event.tabId === tabId;
      if (left || closed) dead.add(id);
    }
    return null;
  });
});

test("what has ended stays ended, with the outcome it had", () => {
  const endings = new WeakMap<ReadonlyMap<string, ApprovalRequest>, Map<string, string>>();
  always(({ step }, made) => {
    const ended = endings.get(made) ?? new Map<string, string>();
    endings.set(made, ended);
    for (const { request, outcome } of step.state.ended) {
      if ((ended.get(request.id) ?? outcome.outcome) !== outcome.outcome) return "changed its end";
      ended.set(request.id, outcome.outcome);
    }
    return step.state.waiting.some(({ id }) => ended.has(id)) ? "came back to life" : null;
  });
});

test("while something waits, one is shown or signed, and it is the first", () => {
  always(({ step }) => {
    const busy = step.state.waiting.map(({ state }) => state !== "queued");
    return busy.some((isBusy, place) => isBusy !== (place === 0)) ? "shows another" : null;
  });
});

test("what is kept is bounded", () => {
  always(({ step: { state } }) => {
    if (state.waiting.length > waitingMax || state.ended.length > endedKept) return "keeps all";
    const crowded = callTabs.some(
      (tab) => state.waiting.filter(({ tabId }) => tabId === tab).length > waitingPerAsker,
    );
    return crowded ? "lets one tab crowd the queue" : null;
  });
});
