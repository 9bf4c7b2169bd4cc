import type { KeyId } from "../../protocol/public-key.ts";
import type { Signed } from "../../protocol/signed.ts";
import type { Outcome } from "../shared/approval.ts";
import { type AskedFields, diesAtMs } from "./approval-statements.ts";

export interface ApprovalRequest extends AskedFields {
  readonly id: string;
  /** The call tab that asked: the outcome is for it alone. */
  readonly tabId: number;
}

export interface Waiting extends ApprovalRequest {
  /** At most one is `showing` or `signing`. */
  readonly state: "queued" | "showing" | "signing";
}

export interface Ended {
  readonly request: ApprovalRequest;
  readonly outcome: Outcome;
  /** True for an interrupted one until the person has seen it: nothing vanishes silently. */
  readonly listed: boolean;
}

export interface ApprovalState {
  readonly waiting: readonly Waiting[];
  /** Oldest first, bounded. */
  readonly ended: readonly Ended[];
  readonly window:
    | { readonly step: "none" }
    | { readonly step: "opening" }
    | { readonly step: "open"; readonly tabId: number };
}

export type ApprovalEvent =
  | { readonly type: "ask"; readonly request: ApprovalRequest }
  /** `statements`: what the window in `tabId` showed. */
  | {
      readonly type: "approve";
      readonly id: string;
      readonly tabId: number;
      readonly statements: readonly string[];
    }
  | { readonly type: "deny"; readonly id: string; readonly tabId: number }
  | { readonly type: "signed"; readonly id: string; readonly signed: readonly Signed[] }
  | { readonly type: "sign-failed"; readonly id: string }
  | { readonly type: "window-opened"; readonly tabId: number }
  | { readonly type: "window-failed" }
  | { readonly type: "tab-gone"; readonly tabId: number }
  /** A call tab has loaded its page (again). */
  | { readonly type: "tab-loaded"; readonly tabId: number }
  | { readonly type: "identity-gone"; readonly keyId: KeyId }
  | { readonly type: "cancel"; readonly id: string; readonly tabId: number }
  | { readonly type: "dismiss"; readonly id: string }
  | { readonly type: "show" }
  | { readonly type: "tick" }
  /** The worker started again: which tabs live, and in which the approval window is. */
  | {
      readonly type: "restored";
      readonly liveTabs: readonly number[];
      readonly windowTabId: number | null;
    };

export const noApprovals: ApprovalState = { waiting: [], ended: [], window: { step: "none" } };

export function isWaiting({ state }: Waiting): boolean {
  return state !== "signing";
}

export function shownIn(state: ApprovalState): Waiting | null {
  return state.waiting.find((request) => request.state === "showing") ?? null;
}

/** When the next request dies by itself; null where none waits. */
export function nextDeathMs(state: ApprovalState): number | null {
  const deaths = state.waiting.filter(isWaiting).map((r) => diesAtMs(r.ask, r.askedAtMs));
  return deaths.length === 0 ? null : Math.min(...deaths);
}

/** Null while it waits, undefined where the tab asked for no such thing. */
export function outcomeFor(state: ApprovalState, id: string, tabId: number) {
  const mine = (request: ApprovalRequest): boolean => request.id === id && request.tabId === tabId;
  if (state.waiting.some(mine)) return null;
  return state.ended.find(({ request }) => mine(request))?.outcome;
}
