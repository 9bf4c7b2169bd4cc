import { expect, test } from "vitest";
import {
  type ApprovalEvent,
  type ApprovalRequest,
  type ApprovalState,
  nextDeathMs,
  noApprovals,
  outcomeFor,
} from "../../../extension/background/approval-state.ts";
import { statementsOf } from "../../../extension/background/approval-statements.ts";
import type { ApprovalEffect, ApprovalStep } from "../../../extension/background/approval-step.ts";
import { nextApprovals } from "../../../extension/background/approvals.ts";
import { challengeTtlMs } from "../../../protocol/limits.ts";
import { confirmAsk, joinAsk, type RoomFacts } from "../../support/background/asks.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { testServer, testTimeMs } from "../../support/protocol/room-facts.ts";

const alice = keyIdOf(1);
const room: RoomFacts = { server: testServer, roomId: "A".repeat(43), host: alice };
const callTabId = 1;
const windowTabId = 99;

function join(id: string, tabId = callTabId, atMs = testTimeMs): ApprovalRequest {
  return { id, tabId, ask: joinAsk(room, alice, atMs), draft: null, askedAtMs: atMs };
}

function confirm(id: string, by: number, tabId = callTabId): ApprovalRequest {
  const asked = confirmAsk(room, alice, keyIdOf(by));
  return { id, tabId, ask: asked, draft: null, askedAtMs: testTimeMs };
}

function ask(request: ApprovalRequest): ApprovalEvent {
  return { type: "ask", request };
}

/** What the window shows is approved there, as it stands. */
function approve(request: ApprovalRequest, given: { tabId?: number; statements?: string[] } = {}) {
  const statements = statementsOf(request).map(({ text }) => text);
  return { type: "approve", id: request.id, tabId: windowTabId, statements, ...given } as const;
}

const opened: ApprovalEvent = { type: "window-opened", tabId: windowTabId };

interface Run {
  readonly state: ApprovalState;
  readonly effects: readonly ApprovalEffect[];
  readonly refused: ApprovalStep["refused"];
}

/** The last step after all events, each at the same time unless told. */
function run(events: readonly ApprovalEvent[], nowMs = testTimeMs, from = noApprovals): Run {
  let step: Run = { state: from, effects: [], refused: null };
  for (const event of events) step = nextApprovals(step.state, event, nowMs);
  return step;
}

function states({ waiting }: ApprovalState): string[] {
  return waiting.map(({ id, state }) => `${id} ${state}`);
}

test("the first request is shown at once, in a window opened for it", () => {
  const { state, effects } = run([ask(join("a"))]);
  expect(states(state)).toEqual(["a showing"]);
  expect(effects).toEqual([{ type: "open-window" }]);
});

test("further requests wait behind the one that is shown, and need no further window", () => {
  const { state, effects } = run([ask(join("a")), opened, ask(join("b", 2))]);
  expect(states(state)).toEqual(["a showing", "b queued"]);
  expect(effects).toEqual([{ type: "focus-window", tabId: windowTabId }]);
});

test("a peer's question does not take the focus", () => {
  const { effects } = run([ask(join("a")), opened, ask(confirm("c", 7))]);
  expect(effects).toEqual([]);
});

test("an approval of exactly what was shown is signed, and the next request shown after it", () => {
  const a = join("a");
  const approved = run([ask(a), opened, ask(join("b", 2)), approve(a)]);
  expect(states(approved.state)).toEqual(["a signing", "b queued"]);
  expect(approved.effects).toMatchObject([
    { type: "sign", id: "a", approved: { identity: alice, statements: statementsOf(a) } },
  ]);
  const signed = run([{ type: "signed", id: "a", signed: [] }], testTimeMs, approved.state);
  expect(states(signed.state)).toEqual(["b showing"]);
  expect(signed.effects).toEqual([{ type: "tell-ended", id: "a" }]);
  expect(outcomeFor(signed.state, "a", callTabId)).toEqual({ outcome: "approved", signed: [] });
});

test("the window closes behind the last request", () => {
  const a = join("a");
  const { state, effects } = run([
    ask(a),
    opened,
    approve(a),
    { type: "signed", id: "a", signed: [] },
  ]);
  expect(effects).toContainEqual({ type: "close-window", tabId: windowTabId });
  expect(state.window).toEqual({ step: "none" });
});

test("the end of a window that was closed behind a request is no answer to the next one", () => {
  const a = join("a");
  const { state } = run([
    ask(a),
    opened,
    { type: "deny", id: "a", tabId: windowTabId },
    ask(join("b", 2)),
    { type: "tab-gone", tabId: windowTabId },
  ]);
  expect(states(state)).toEqual(["b showing"]);
  expect(state.window).toEqual({ step: "opening" });
});

const a = join("a");
const [text] = statementsOf(a).map((statement) => statement.text) as [string];
test.each<[string, readonly ApprovalEvent[], string]>([
  [
    "another text",
    [approve(a, { statements: [text.replace("admit", "none")] })],
    "not-what-was-shown",
  ],
  ["a text with a space more", [approve(a, { statements: [`${text} `] })], "not-what-was-shown"],
  ["no text", [approve(a, { statements: [] })], "not-what-was-shown"],
  ["a text too many", [approve(a, { statements: [text, text] })], "not-what-was-shown"],
  ["a request nobody made", [approve(join("x"))], "unknown"],
])("refuses to approve %s", (_name, events, code) => {
  const { state, effects, refused } = run([ask(a), opened, ...events]);
  expect(refused).toBe(`approval/${code}`);
  expect(effects).toEqual([]);
  expect(states(state)).toEqual(["a showing"]);
});

test("refuses to approve what waits unseen behind another", () => {
  const b = join("b", 2);
  const { refused } = run([ask(a), opened, ask(b), approve(b)]);
  expect(refused).toBe("approval/not-what-was-shown");
});

test.each<[string, readonly ApprovalEvent[]]>([
  ["from another tab", [opened, approve(a, { tabId: 5 })]],
  ["before the window is there", [approve(a)]],
  ["after the window has gone", [opened, { type: "tab-gone", tabId: windowTabId }, approve(a)]],
])("refuses an approval %s", (_name, events) => {
  expect(run([ask(a), ...events]).refused).toBe("request/refused");
});

test("a second approval of the same request signs nothing", () => {
  // A double click, or a page that asks again because the first answer was lost.
  const twice = run([ask(a), opened, approve(a), approve(a)]);
  expect(twice).toMatchObject({ refused: "approval/ended", effects: [] });
  const queued = [ask(a), opened, ask(join("b", 2)), approve(a)];
  const late = run([...queued, { type: "signed", id: "a", signed: [] }, approve(a)]);
  expect(late).toMatchObject({ refused: "approval/ended", effects: [] });
});

test("a denied request is over, and its asker is told", () => {
  const { state, effects } = run([ask(a), opened, { type: "deny", id: "a", tabId: windowTabId }]);
  expect(outcomeFor(state, "a", callTabId)).toEqual({ outcome: "denied" });
  expect(effects).toContainEqual({ type: "tell-ended", id: "a" });
});

test("closing the window denies what it showed, and what waits gets a window of its own", () => {
  const { state, effects } = run([
    ask(a),
    opened,
    ask(join("b", 2)),
    { type: "tab-gone", tabId: windowTabId },
  ]);
  expect(outcomeFor(state, "a", callTabId)).toEqual({ outcome: "denied" });
  expect(states(state)).toEqual(["b showing"]);
  expect(effects).toContainEqual({ type: "open-window" });
});

test("closing the window takes nothing back that was approved", () => {
  const { state } = run([
    ask(a),
    opened,
    approve(a),
    { type: "tab-gone", tabId: windowTabId },
    { type: "signed", id: "a", signed: [] },
  ]);
  expect(outcomeFor(state, "a", callTabId)).toEqual({ outcome: "approved", signed: [] });
});

test("requests die after two minutes, even where the alarm is late", () => {
  const waiting = run([ask(a), opened]).state;
  expect(nextDeathMs(waiting)).toBe(testTimeMs + 120_000);
  const onTime = run([approve(a)], testTimeMs + 119_999, waiting);
  expect(onTime.effects).toMatchObject([{ type: "sign" }]);
  const late = run([approve(a)], testTimeMs + 120_000, waiting);
  expect(late.refused).not.toBeNull();
  expect(late.effects).toEqual([{ type: "tell-ended", id: "a" }]);
  expect(outcomeFor(late.state, "a", callTabId)).toEqual({ outcome: "expired" });
});

test("the window stays to say that a request ran out, and the next one uses it", () => {
  const waiting = run([ask(a), opened]).state;
  const ranOut = run([{ type: "tick" }, { type: "tick" }], testTimeMs + 120_000, waiting);
  expect(ranOut.state.window).toEqual({ step: "open", tabId: windowTabId });
  const next = run([ask(join("b", 2, testTimeMs + 120_000))], testTimeMs + 120_000, ranOut.state);
  expect(states(next.state)).toEqual(["b showing"]);
  expect(next.effects).toEqual([{ type: "focus-window", tabId: windowTabId }]);
  const closed = run(
    [{ type: "tab-gone", tabId: windowTabId }],
    testTimeMs + 120_000,
    ranOut.state,
  );
  expect(closed.state.window).toEqual({ step: "none" });
});

test("the window stays to say that a signature failed", () => {
  const { effects } = run([ask(a), opened, approve(a), { type: "sign-failed", id: "a" }]);
  expect(effects).toEqual([{ type: "tell-ended", id: "a" }]);
});

test("a join dies with the challenge it answers", () => {
  const issuedAtMs = testTimeMs - challengeTtlMs + 30_000;
  const old: ApprovalRequest = { ...a, ask: joinAsk(room, alice, issuedAtMs) };
  expect(nextDeathMs(run([ask(old)]).state)).toBe(testTimeMs + 30_000);
});

test("the same question again replaces the older one in its place", () => {
  const again = join("a2");
  const { state, effects } = run([ask(a), opened, ask(join("b", 2)), ask(again)]);
  expect(states(state)).toEqual(["a2 showing", "b queued"]);
  expect(outcomeFor(state, "a", callTabId)).toEqual({ outcome: "interrupted" });
  expect(effects).toContainEqual({ type: "tell-ended", id: "a" });
  // Replaced by its own asker: nothing for the person to wonder about.
  expect(state.ended).toMatchObject([{ listed: false }]);
});

test("a replaced request cannot be approved by the window that still shows it", () => {
  expect(run([ask(a), opened, ask(join("a2")), approve(a)]).refused).toBe("approval/ended");
});

test("at most three wait for one tab about one room, and twenty in all", () => {
  const three = [ask(a), ask(confirm("c1", 11)), ask(confirm("c2", 12))];
  expect(run(three).refused).toBeNull();
  const flooded = run([...three, ask(confirm("c3", 13))]);
  expect(flooded.refused).toBe("approval/too-many");
  expect(flooded.state.waiting).toHaveLength(3);
  expect(run([...three, ask(confirm("c1 again", 11))]).refused).toBeNull();

  const twenty = Array.from({ length: 20 }, (_, tab) => ask(join(`t${tab}`, tab)));
  expect(run(twenty).refused).toBeNull();
  expect(run([...twenty, ask(join("t20", 20))]).refused).toBe("approval/too-many");
});

test("a request dies with the tab that asked", () => {
  const { state, effects } = run([ask(a), opened, { type: "tab-gone", tabId: callTabId }]);
  expect(state).toEqual(noApprovals);
  expect(effects).toContainEqual({ type: "close-window", tabId: windowTabId });
});

test("what the worker's death interrupted is listed until the person dismisses it", () => {
  const restored: ApprovalEvent = { type: "restored", liveTabs: [windowTabId], windowTabId };
  const { state } = run([ask(a), opened, restored, { type: "tab-gone", tabId: callTabId }]);
  expect(state.ended).toMatchObject([{ outcome: { outcome: "interrupted" }, listed: true }]);
  const dismissed = run([{ type: "dismiss", id: "a" }], testTimeMs, state);
  expect(dismissed.state.ended).toMatchObject([{ listed: false }]);
  expect(run([{ type: "dismiss", id: "a" }], testTimeMs, dismissed.state).refused).toBe(
    "approval/unknown",
  );
});

test("a reloaded call tab ends what it had asked before", () => {
  const { state } = run([ask(a), opened, { type: "tab-loaded", tabId: callTabId }]);
  expect(states(state)).toEqual([]);
  expect(state.ended).toMatchObject([{ outcome: { outcome: "interrupted" }, listed: false }]);
});

test("a removed identity takes its requests along", () => {
  const { state } = run([ask(a), opened, { type: "identity-gone", keyId: alice }]);
  expect(state.ended).toMatchObject([{ outcome: { outcome: "interrupted" } }]);
});

test("only the tab that asked can cancel, or learns the outcome", () => {
  const state = run([ask(a), opened]).state;
  const stranger = run([{ type: "cancel", id: "a", tabId: 2 }], testTimeMs, state);
  expect(stranger.refused).toBe("approval/unknown");
  expect(outcomeFor(state, "a", 2)).toBeUndefined();
  const asker = run([{ type: "cancel", id: "a", tabId: callTabId }], testTimeMs, state);
  expect(states(asker.state)).toEqual([]);
});

test("a window that cannot be opened leaves the request waiting until it is asked for again", () => {
  const failed = run([ask(a), { type: "window-failed" }]);
  expect(states(failed.state)).toEqual(["a showing"]);
  expect(failed.effects).toEqual([]);
  expect(run([{ type: "tick" }], testTimeMs, failed.state).effects).toEqual([]);
  expect(run([{ type: "show" }], testTimeMs, failed.state).effects).toEqual([
    { type: "open-window" },
  ]);
});

test("a window that opens when nothing waits any more is closed", () => {
  const { effects } = run([ask(a), { type: "cancel", id: "a", tabId: callTabId }, opened]);
  expect(effects).toEqual([{ type: "close-window", tabId: windowTabId }]);
});

test("a failed signature interrupts: it is not tried again", () => {
  const { state } = run([ask(a), opened, approve(a), { type: "sign-failed", id: "a" }]);
  expect(state.ended).toMatchObject([{ outcome: { outcome: "interrupted" }, listed: true }]);
  expect(run([approve(a)], testTimeMs, state).refused).not.toBeNull();
});
