import type { KeyId } from "../../protocol/public-key.ts";
import type { Outcome } from "../shared/approval.ts";
import { arrive, focusWindow } from "./approval-arrival.ts";
import { cancel, dismiss, restored, tabGone, tabLoaded } from "./approval-loss.ts";
import {
  type ApprovalEvent,
  type ApprovalState,
  isWaiting,
  type Waiting,
} from "./approval-state.ts";
import { diesAtMs, type Statement, statementsOf } from "./approval-statements.ts";
import { type ApprovalStep, endAll, endOne, interrupt, refused, step } from "./approval-step.ts";

/**
 * The approval queue as a pure machine: queued -> showing -> signing -> approved, or denied,
 * expired, interrupted. It is the only place that makes an `Approved`, and the wallet signs
 * nothing else: what was not shown and approved cannot be signed, and nothing is signed twice.
 */

/** Statements that a person saw and approved. Made by this machine only, on `approve`. */
class Approved {
  // Makes the type nominal and the check below unforgeable.
  readonly #made = true;
  readonly identity: KeyId;
  readonly statements: readonly Statement[];

  constructor(identity: KeyId, statements: readonly Statement[]) {
    this.identity = identity;
    this.statements = statements;
  }

  static isOne(value: object): boolean {
    return #made in value && value.#made;
  }
}
export type { Approved };

/** A bug, not an outcome: nothing but the approval machine's own object may reach a key. */
export function assertApproved(approved: Approved): void {
  if (!Approved.isOne(approved)) throw new Error("not an approval of this machine");
}

export function nextApprovals(
  state: ApprovalState,
  event: ApprovalEvent,
  nowMs: number,
): ApprovalStep {
  // First of all, so that nothing can be approved once its time is over, however late an alarm is.
  const aged = endAll(state, (request) => hasRunOut(request, nowMs), { outcome: "expired" }, false);
  const handled = handle(aged.state, event);
  const settled = settle(handled.state, event, {
    // Withdrawn or decided: nothing is left to read. What ran out or failed, the window explains.
    isOver: state.waiting.length > 0 && aged.effects.length === 0 && event.type !== "sign-failed",
  });
  return {
    state: settled.state,
    effects: [...aged.effects, ...handled.effects, ...settled.effects],
    refused: handled.refused,
  };
}

function handle(state: ApprovalState, event: ApprovalEvent): ApprovalStep {
  switch (event.type) {
    case "ask":
      return arrive(state, event.request);
    case "approve":
      return approve(state, event);
    case "deny":
      return deny(state, event);
    case "signed":
      return finish(state, event.id, { outcome: "approved", signed: event.signed });
    case "sign-failed":
      return finish(state, event.id, { outcome: "interrupted" });
    case "window-opened":
      return step({ ...state, window: { step: "open", tabId: event.tabId } });
    case "window-failed":
      return step({ ...state, window: { step: "none" } });
    case "tab-gone":
      return tabGone(state, event.tabId);
    case "tab-loaded":
      return tabLoaded(state, event.tabId);
    case "identity-gone":
      return interrupt(state, ({ ask: { identity } }) => identity === event.keyId);
    case "cancel":
      return cancel(state, event);
    case "dismiss":
      return dismiss(state, event.id);
    case "show":
      return step(state, ...focusWindow(state));
    case "tick":
      return step(state);
    case "restored":
      return restored(state, event.liveTabs, event.windowTabId);
  }
}

function approve(
  state: ApprovalState,
  { id, tabId, statements }: Extract<ApprovalEvent, { type: "approve" }>,
): ApprovalStep {
  const found = findShown(state, id, tabId);
  if ("refused" in found) return found;
  const toSign = statementsOf(found);
  const texts = toSign.map(({ text }) => text);
  if (texts.length !== statements.length || texts.some((text, i) => text !== statements[i])) {
    return refused(state, "approval/not-what-was-shown");
  }
  const approved = new Approved(found.ask.identity, toSign);
  const waiting = state.waiting.map((other): Waiting =>
    other.id === id ? { ...other, state: "signing" } : other,
  );
  return step({ ...state, waiting }, { type: "sign", id, approved, ask: found.ask });
}

function deny(
  state: ApprovalState,
  { id, tabId }: Extract<ApprovalEvent, { type: "deny" }>,
): ApprovalStep {
  const found = findShown(state, id, tabId);
  return "refused" in found ? found : endOne(state, found, { outcome: "denied" }, false);
}

/** The request that the window in `tabId` shows: only that one, and only there, may be decided. */
function findShown(state: ApprovalState, id: string, tabId: number): Waiting | ApprovalStep {
  const { window } = state;
  if (window.step !== "open" || window.tabId !== tabId) return refused(state, "request/refused");
  const found = state.waiting.find((request) => request.id === id);
  if (found?.state === "showing") return found;
  if (found?.state === "queued") return refused(state, "approval/not-what-was-shown");
  const isKnown = found !== undefined || state.ended.some(({ request }) => request.id === id);
  return refused(state, isKnown ? "approval/ended" : "approval/unknown");
}

function finish(state: ApprovalState, id: string, outcome: Outcome): ApprovalStep {
  const found = state.waiting.find((request) => request.id === id && request.state === "signing");
  return found ? endOne(state, found, outcome, outcome.outcome === "interrupted") : step(state);
}

/** Shows the next request, opens the window it needs, closes the one that nothing needs. */
function settle(
  state: ApprovalState,
  event: ApprovalEvent,
  { isOver }: { readonly isOver: boolean },
): ApprovalStep {
  const { waiting, window } = state;
  if (waiting.length === 0) {
    const mayClose = isOver || event.type === "window-opened";
    if (window.step !== "open" || !mayClose) return step(state);
    // Forgotten at once: the tab's end must not count as a no to a request that comes meanwhile.
    const closed: ApprovalState = { ...state, window: { step: "none" } };
    return step(closed, { type: "close-window", tabId: window.tabId });
  }
  const isBusy = waiting.some((request) => request.state !== "queued");
  const shown: ApprovalState = isBusy
    ? state
    : { ...state, waiting: waiting.with(0, { ...waiting[0]!, state: "showing" }) };
  // A window that could not be opened is tried again when the person or a page asks for it.
  const mayOpen = !["window-failed", "tick", "dismiss"].includes(event.type);
  if (window.step !== "none" || !mayOpen) return step(shown);
  return step({ ...shown, window: { step: "opening" } }, { type: "open-window" });
}

function hasRunOut(request: Waiting, nowMs: number): boolean {
  return isWaiting(request) && diesAtMs(request.ask, request.askedAtMs) <= nowMs;
}
