import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ApprovalEvent,
  type ApprovalRequest,
  type ApprovalState,
  noApprovals,
  shownIn,
} from "../../../extension/background/approval-state.ts";
import { diesAtMs, statementsOf } from "../../../extension/background/approval-statements.ts";
import { nextApprovals } from "../../../extension/background/approvals.ts";
import { endedKept, waitingMax, waitingPerAsker } from "../../../extension/background/limits.ts";
import { confirmAsk, joinAsk, type RoomFacts } from "../../support/background/asks.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { testServer, testTimeMs } from "../../support/protocol/room-facts.ts";

// Random orders of everything that may happen, the worker's death included, on one queue.

const alice = keyIdOf(1);
const room: RoomFacts = { server: testServer, roomId: "A".repeat(43), host: alice };
const windowTabs = [90, 91];

/** What happens, in numbers: which request and which tab is meant is chosen when it happens. */
type Happening =
  | { what: "join"; tabId: number }
  | { what: "confirm"; tabId: number; by: number }
  | { what: "approve"; which: number; tabId: number; honest: boolean }
  | { what: "deny" | "sign-failed" | "signed" | "dismiss"; which: number; tabId: number }
  | { what: "cancel"; which: number; tabId: number }
  | { what: "window-opened" | "tab-gone" | "tab-loaded"; tabId: number }
  | { what: "window-failed" | "show" | "tick" | "identity-gone" }
  | { what: "time"; ms: number }
  | { what: "restart"; gone: number[]; keepsWindow: boolean };

const tabId = fc.constantFrom(1, 2, 3);
const anyTab = fc.constantFrom(1, 2, 3, ...windowTabs);
const window = fc.constantFrom(...windowTabs);
const which = fc.nat({ max: 30 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant("join" as const), tabId }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant("confirm" as const), tabId, by: fc.nat({ max: 8 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant("approve" as const),
      which,
      tabId: window,
      honest: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constantFrom(
        "deny" as const,
        "signed" as const,
        "sign-failed" as const,
        "dismiss" as const,
      ),
      which,
      tabId: anyTab,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant("cancel" as const), which, tabId: anyTab }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ what: fc.constant("window-opened" as const), tabId: window }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom("tab-gone" as const, "tab-loaded" as const),
      tabId: anyTab,
    }),
  },
  fc.record({
    what: fc.constantFrom(
      "window-failed" as const,
      "show" as const,
      "tick" as const,
      "identity-gone" as const,
    ),
  }),
  fc.record({ what: fc.constant("time" as const), ms: fc.nat({ max: 90_000 }) }),
  fc.record({
    what: fc.constant("restart" as const),
    gone: fc.array(tabId, { maxLength: 1 }),
    keepsWindow: fc.boolean(),
  }),
);

test("nothing is signed twice, unseen or too late, and what has ended stays ended", () => {
  let signatures = 0;
  fc.assert(
    fc.property(fc.array(happening, { minLength: 20, maxLength: 80 }), (happenings) => {
      let state: ApprovalState = noApprovals;
      let nowMs = testTimeMs;
      let lastId = 0;
      const made = new Map<string, ApprovalRequest>();
      const signedIds = new Set<string>();
      const endings = new Map<string, string>();

      const eventOf = (happened: Happening): ApprovalEvent | null => {
        const known = [...made.keys()];
        const id = "which" in happened ? (known[happened.which % known.length] ?? "none") : "";
        switch (happened.what) {
          case "join":
          case "confirm": {
            const ask =
              happened.what === "join"
                ? joinAsk(room, alice, nowMs)
                : confirmAsk(room, alice, keyIdOf(happened.by));
            const request = {
              id: `r${++lastId}`,
              tabId: happened.tabId,
              ask,
              draft: null,
              askedAtMs: nowMs,
            };
            made.set(request.id, request);
            return { type: "ask", request };
          }
          case "approve": {
            // Mostly the one that is shown: a random one hardly ever is.
            const shown = happened.which % 3 === 0 ? undefined : shownIn(state)?.id;
            const meant = made.get(shown ?? id);
            const texts = meant ? statementsOf(meant).map(({ text }) => text) : [];
            const statements = happened.honest ? texts : texts.map((text) => `${text}\n`);
            const isThere = state.window.step === "open" && happened.which % 5 !== 0;
            const from = isThere ? (state.window as { tabId: number }).tabId : happened.tabId;
            return { type: "approve", id: shown ?? id, tabId: from, statements };
          }
          case "signed":
          case "sign-failed": {
            const signing = state.waiting.find(({ state: now }) => now === "signing")?.id;
            const meant = happened.which % 3 === 0 ? id : (signing ?? id);
            return happened.what === "signed"
              ? { type: "signed", id: meant, signed: [] }
              : { type: "sign-failed", id: meant };
          }
          case "dismiss":
            return { type: happened.what, id };
          case "deny":
          case "cancel":
            return { type: happened.what, id, tabId: happened.tabId };
          case "window-opened":
          case "tab-gone":
          case "tab-loaded":
            return { type: happened.what, tabId: happened.tabId };
          case "identity-gone":
            return { type: "identity-gone", keyId: keyIdOf(2) };
          case "time":
            nowMs += happened.ms;
            return null;
          case "restart": {
            state = JSON.parse(JSON.stringify(state)) as ApprovalState;
            const liveTabs = [1, 2, 3, ...windowTabs].filter((tab) => !happened.gone.includes(tab));
            const windowTabId =
              happened.keepsWindow && state.window.step === "open" ? state.window.tabId : null;
            return { type: "restored", liveTabs, windowTabId };
          }
          default:
            return { type: happened.what };
        }
      };

      for (const happened of happenings) {
        const event = eventOf(happened);
        if (event === null) continue;
        const before = state;
        const step = nextApprovals(before, event, nowMs);
        state = step.state;

        for (const effect of step.effects) {
          if (effect.type !== "sign") continue;
          // Never twice.
          expect(signedIds.has(effect.id)).toBe(false);
          signedIds.add(effect.id);
          signatures++;
          // Never unseen: it was the one shown, in the window that says so, with these very texts.
          const shown = shownIn(before);
          expect(event).toMatchObject({ type: "approve", id: effect.id });
          expect(shown?.id).toBe(effect.id);
          expect(before.window).toEqual({
            step: "open",
            tabId: (event as { tabId: number }).tabId,
          });
          const request = made.get(effect.id)!;
          expect(effect.approved.statements).toEqual(statementsOf(request));
          expect((event as { statements: string[] }).statements).toEqual(
            statementsOf(request).map(({ text }) => text),
          );
          // Never too late.
          expect(nowMs).toBeLessThan(diesAtMs(request.ask, request.askedAtMs));
        }

        // Ended is final, and in one place only.
        for (const { request, outcome } of state.ended) {
          const ending = endings.get(request.id);
          if (ending !== undefined) expect(outcome.outcome).toBe(ending);
          endings.set(request.id, outcome.outcome);
          if (outcome.outcome === "approved") expect(signedIds.has(request.id)).toBe(true);
        }
        for (const { id } of state.waiting) expect(endings.has(id)).toBe(false);

        // At most one is shown or signed, and it is the first; while something waits, one is.
        const busy = state.waiting.map(({ state: now }) => now !== "queued");
        expect(busy).toEqual(state.waiting.map((_, place) => place === 0));

        // Bounded.
        expect(state.waiting.length).toBeLessThanOrEqual(waitingMax);
        expect(state.ended.length).toBeLessThanOrEqual(endedKept);
        for (const tab of [1, 2, 3]) {
          const ofTab = state.waiting.filter((request) => request.tabId === tab);
          expect(ofTab.length).toBeLessThanOrEqual(waitingPerAsker);
        }
      }
    }),
    { numRuns: 500 },
  );
  // The orders above really do lead to approvals.
  expect(signatures).toBeGreaterThan(100);
});
