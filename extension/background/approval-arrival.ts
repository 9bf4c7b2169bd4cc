import type { Ask } from "../shared/approval.ts";
import {
  type ApprovalRequest,
  type ApprovalState,
  isWaiting,
  type Waiting,
} from "./approval-state.ts";
import { type ApprovalEffect, type ApprovalStep, endOne, refused, step } from "./approval-step.ts";
import { waitingMax, waitingPerAsker } from "./limits.ts";
import { isSameRoom } from "./pages.ts";

/** A request comes: how many may wait, and which older one it replaces. */
export function arrive(state: ApprovalState, request: ApprovalRequest): ApprovalStep {
  const older = state.waiting.find((other) => isWaiting(other) && isSameAsk(other, request));
  const others = state.waiting.filter((other) => other !== older);
  const ofAsker = others.filter(
    (other) => other.tabId === request.tabId && isSameRoom(other.ask, request.ask),
  );
  if (others.length >= waitingMax || ofAsker.length >= waitingPerAsker) {
    return refused(state, "approval/too-many");
  }
  const added: Waiting = { ...request, state: "queued" };
  // Bringing the window to the front for each question of a peer's would let peers steal the focus.
  const isNext = request.ask.kind !== "confirm" || others.length === 0;
  const effects = isNext ? focusWindow(state) : [];
  if (older === undefined) return step({ ...state, waiting: [...others, added] }, ...effects);
  const replaced = endOne(state, older, { outcome: "interrupted" }, false);
  const place = state.waiting.indexOf(older);
  const waiting = replaced.state.waiting.toSpliced(place, 0, added);
  return step({ ...replaced.state, waiting }, ...replaced.effects, ...effects);
}

export function focusWindow({ window }: ApprovalState): ApprovalEffect[] {
  return window.step === "open" ? [{ type: "focus-window", tabId: window.tabId }] : [];
}

/** The same question again, from whoever asked it before: a retry, which the older one is in. */
function isSameAsk(a: ApprovalRequest, b: ApprovalRequest): boolean {
  return a.tabId === b.tabId && isSameRoom(a.ask, b.ask) && topicOf(a.ask) === topicOf(b.ask);
}

function topicOf(asked: Ask): string {
  // Of one list there is one next version: the newer question is the one that counts.
  return asked.kind === "confirm" ? `confirm ${asked.askedBy}` : asked.kind;
}
