import type { Ask, Outcome } from "../shared/approval.ts";
import type { AppErrorCode } from "../shared/errors.ts";
import {
  type ApprovalRequest,
  type ApprovalState,
  isWaiting,
  type Waiting,
} from "./approval-state.ts";
import { endedKept } from "./limits.ts";
import type { Approved } from "./approvals.ts";

export type ApprovalEffect =
  | { readonly type: "open-window" }
  | { readonly type: "focus-window"; readonly tabId: number }
  | { readonly type: "close-window"; readonly tabId: number }
  | {
      readonly type: "sign";
      readonly id: string;
      readonly approved: Approved;
      readonly ask: Ask;
    }
  | { readonly type: "tell-ended"; readonly id: string };

export interface ApprovalStep {
  readonly state: ApprovalState;
  readonly effects: readonly ApprovalEffect[];
  /** Why the event was refused, where it was. */
  readonly refused: AppErrorCode | null;
}

export function interrupt(
  state: ApprovalState,
  isCut: (request: ApprovalRequest) => boolean,
): ApprovalStep {
  const isCutWaiting = (request: Waiting): boolean => isWaiting(request) && isCut(request);
  return endAll(state, isCutWaiting, { outcome: "interrupted" }, true);
}

export function endAll(
  state: ApprovalState,
  isEnding: (request: Waiting) => boolean,
  outcome: Outcome,
  listed: boolean,
): ApprovalStep {
  return state.waiting
    .filter(isEnding)
    .reduce(
      (before, request) =>
        withEffects(endOne(before.state, request, outcome, listed), before.effects),
      step(state),
    );
}

export function endOne(
  state: ApprovalState,
  ending: Waiting,
  outcome: Outcome,
  listed: boolean,
): ApprovalStep {
  const { id, tabId, ask: asked, askedAtMs } = ending;
  const request: ApprovalRequest = { id, tabId, ask: asked, askedAtMs, draft: null };
  return step(
    {
      ...state,
      waiting: state.waiting.filter((other) => other.id !== id),
      ended: [...state.ended, { request, outcome, listed }].slice(-endedKept),
    },
    { type: "tell-ended", id },
  );
}

export function step(state: ApprovalState, ...effects: ApprovalEffect[]): ApprovalStep {
  return { state, effects, refused: null };
}

export function withEffects(after: ApprovalStep, before: readonly ApprovalEffect[]): ApprovalStep {
  return { ...after, effects: [...before, ...after.effects] };
}

export function refused(state: ApprovalState, code: AppErrorCode): ApprovalStep {
  return { state, effects: [], refused: code };
}
