import { type ErrorCode, mayResumeAfter } from "../../../protocol/codes.ts";
import type { ServerError } from "../../../protocol/messages.ts";
import type { Outcome } from "../../shared/approval.ts";
import type { AppErrorCode } from "../../shared/errors.ts";
import type { CallProblem } from "../call-view.ts";

/** From the lobby into the call and out of it, as a pure machine. Peers have their own. */
export type CallState =
  | { readonly at: "lobby"; readonly problem: CallProblem | null }
  /** The line is being opened; then the challenge is awaited. */
  | { readonly at: "connecting"; readonly isOpen: boolean }
  | { readonly at: "waiting-for-approval"; readonly requestId: string | null }
  | { readonly at: "entering" }
  | { readonly at: "at-door"; readonly adminsPresent: number; readonly line: Line }
  | { readonly at: "in-call"; readonly line: Line }
  | { readonly at: "left"; readonly problem: CallProblem | null };

/** The line to the server once this session was accepted: it may go and come back. */
export type Line =
  | { readonly is: "here" }
  /** Waiting for the next try, or for the answer to this one. */
  | { readonly is: "gone"; readonly attempt: number };

export type CallEvent =
  | { readonly type: "join" | "cancel" | "leave" | "back" | "socket-open" | "reconnect-due" }
  | { readonly type: "deadline" }
  /** The host has signed a list that holds again. */
  | { readonly type: "renewed" }
  | { readonly type: "socket-closed"; readonly code: number }
  | { readonly type: "nonsense" }
  /** The server's facts are those of the link, and its clock agrees with mine. */
  | { readonly type: "challenged" }
  | { readonly type: "stopped"; readonly problem: CallProblem }
  | { readonly type: "asked"; readonly requestId: string }
  | { readonly type: "ask-failed"; readonly code: AppErrorCode }
  | { readonly type: "answered"; readonly outcome: Outcome }
  /** The list that came along has verified and lets this key in. */
  | { readonly type: "joined" }
  | { readonly type: "waiting"; readonly adminsPresent: number }
  | { readonly type: "server-error"; readonly error: ServerError };

export type CallEffect =
  | { readonly type: "open-socket" }
  | { readonly type: "close-socket" }
  | { readonly type: "request" }
  | { readonly type: "ask-wallet" }
  | { readonly type: "cancel-ask"; readonly requestId: string }
  | { readonly type: "authenticate"; readonly outcome: Outcome & { outcome: "approved" } }
  | { readonly type: "resume" }
  | { readonly type: "reconnect"; readonly attempt: number }
  /** Replaces the one before; null takes it back. */
  | { readonly type: "deadline"; readonly afterMs: number | null }
  | { readonly type: "knock-again"; readonly afterMs: number }
  | { readonly type: "notice"; readonly notice: "server-gone" | "server-back" }
  /** Links and session keys end; nothing of this session can be used again. */
  | { readonly type: "end-session" };

export interface CallStep {
  readonly state: CallState;
  readonly effects: readonly CallEffect[];
}

const answerWithinMs = 10_000;
/** Before the next knock; a server that says nothing of it, or nonsense, is not asked more often. */
const knockAgainMs = { least: 1_000, usual: 30_000, most: 120_000 };

export function nextCall(state: CallState, event: CallEvent): CallStep {
  if (event.type === "leave") return leave(state, null);
  switch (state.at) {
    case "lobby":
      if (event.type === "renewed") return step({ at: "lobby", problem: null });
      if (event.type !== "join") return step(state);
      return step(
        { at: "connecting", isOpen: false },
        { type: "open-socket" },
        { type: "deadline", afterMs: answerWithinMs },
      );
    case "connecting":
      return whileConnecting(state, event);
    case "waiting-for-approval":
      return whileWaiting(state, event);
    case "entering":
      return whileEntering(state, event);
    case "at-door":
    case "in-call":
      return onceAccepted(state, event);
    case "left":
      return event.type === "back" ? step({ at: "lobby", problem: null }) : step(state);
  }
}

function whileConnecting(state: CallState & { at: "connecting" }, event: CallEvent): CallStep {
  switch (event.type) {
    case "socket-open":
      return step({ at: "connecting", isOpen: true }, { type: "request" });
    case "challenged":
      return step(
        { at: "waiting-for-approval", requestId: null },
        { type: "deadline", afterMs: null },
        { type: "ask-wallet" },
      );
    case "deadline":
      return backToLobby(
        state.isOpen
          ? { problem: "server-speaks-something-else" }
          : { problem: "server-unreachable" },
      );
    default:
      return beforeAcceptance(state, event);
  }
}

function whileWaiting(
  state: CallState & { at: "waiting-for-approval" },
  event: CallEvent,
): CallStep {
  switch (event.type) {
    case "asked":
      return step({ ...state, requestId: event.requestId });
    case "ask-failed":
      return backToLobby({ problem: "wallet", code: event.code });
    case "answered":
      if (event.outcome.outcome !== "approved") {
        return backToLobby({ problem: `approval-${event.outcome.outcome}` });
      }
      return step(
        { at: "entering" },
        { type: "authenticate", outcome: event.outcome },
        { type: "deadline", afterMs: answerWithinMs },
      );
    default: {
      const next = beforeAcceptance(state, event);
      // The challenge is void: what waits in the approval window must not be signed for nothing.
      if (next.state.at === "waiting-for-approval" || state.requestId === null) return next;
      const cancel = { type: "cancel-ask", requestId: state.requestId } as const;
      return { state: next.state, effects: [cancel, ...next.effects] };
    }
  }
}

function whileEntering(state: CallState & { at: "entering" }, event: CallEvent): CallStep {
  switch (event.type) {
    case "joined":
      return step({ at: "in-call", line: { is: "here" } }, { type: "deadline", afterMs: null });
    case "waiting":
      return step(
        { at: "at-door", adminsPresent: event.adminsPresent, line: { is: "here" } },
        { type: "deadline", afterMs: null },
      );
    case "deadline":
      return backToLobby({ problem: "server-unreachable" });
    default:
      return beforeAcceptance(state, event);
  }
}

function beforeAcceptance(state: CallState, event: CallEvent): CallStep {
  switch (event.type) {
    case "cancel":
      return backToLobby(null);
    case "stopped":
      return backToLobby(event.problem);
    case "server-error":
      return event.error.fatal ? backToLobby(problemOf(event.error)) : step(state);
    case "socket-closed":
      return backToLobby({ problem: "server-unreachable" });
    case "nonsense":
      return backToLobby({ problem: "server-speaks-something-else" });
    default:
      return step(state);
  }
}

/** Accepted once, the call no longer needs the server: its loss is waited out. */
function onceAccepted(
  state: CallState & { at: "at-door" | "in-call" },
  event: CallEvent,
): CallStep {
  switch (event.type) {
    case "cancel":
      return state.at === "at-door" ? backToLobby(null) : step(state);
    case "stopped":
      return leave(state, event.problem);
    case "joined":
      return arrive({ at: "in-call", line: { is: "here" } }, state);
    case "waiting":
      // Who is in the call is not put before the door by the server's word: camera and microphone
      // would go on reaching everybody behind a page that says that nobody has let them in.
      if (state.at === "in-call") return arrive({ at: "in-call", line: { is: "here" } }, state);
      return arrive(
        { at: "at-door", adminsPresent: event.adminsPresent, line: { is: "here" } },
        state,
      );
    case "socket-open":
      return step(state, { type: "request" });
    case "challenged":
      return step(state, { type: "resume" });
    case "reconnect-due":
      return step(state, { type: "open-socket" }, { type: "deadline", afterMs: answerWithinMs });
    case "socket-closed":
      // At the door there is nothing to keep: a final refusal ends the wait.
      if (state.at === "at-door" && !mayResumeAfter(event.code)) {
        return leave(state, { problem: "denied" });
      }
      return lose(state);
    case "nonsense":
    case "deadline":
      return lose(state);
    case "server-error":
      if (!event.error.fatal) return knockAgain(state, event.error);
      // In the call the server's word ends nothing: only a signed list removes anyone.
      return state.at === "at-door" ? leave(state, problemOf(event.error)) : step(state);
    default:
      return step(state);
  }
}

/** A knock that came too soon after another one from this address was heard by nobody. */
function knockAgain(state: CallState, { code, retryAfterMs }: ServerError): CallStep {
  if (state.at !== "at-door" || code !== "rate") return step(state);
  const { least, usual, most } = knockAgainMs;
  const afterMs = Math.min(most, Math.max(least, retryAfterMs ?? usual));
  return step(state, { type: "knock-again", afterMs });
}

function arrive(next: CallState, before: CallState & { at: "at-door" | "in-call" }): CallStep {
  const effects: CallEffect[] = [{ type: "deadline", afterMs: null }];
  if (before.line.is === "gone") effects.push({ type: "notice", notice: "server-back" });
  return { state: next, effects };
}

function lose(state: CallState & { at: "at-door" | "in-call" }): CallStep {
  const attempt = state.line.is === "gone" ? state.line.attempt + 1 : 0;
  const effects: CallEffect[] = [
    { type: "deadline", afterMs: null },
    { type: "close-socket" },
    { type: "reconnect", attempt },
  ];
  if (state.line.is === "here") effects.push({ type: "notice", notice: "server-gone" });
  return { state: { ...state, line: { is: "gone", attempt } }, effects };
}

function backToLobby(problem: CallProblem | null): CallStep {
  return step(
    { at: "lobby", problem },
    { type: "deadline", afterMs: null },
    { type: "close-socket" },
    { type: "end-session" },
  );
}

function leave(state: CallState, problem: CallProblem | null): CallStep {
  if (state.at === "lobby" || state.at === "left") return step(state);
  const effects: CallEffect[] = [
    { type: "deadline", afterMs: null },
    { type: "end-session" },
    { type: "close-socket" },
  ];
  if (state.at === "waiting-for-approval" && state.requestId !== null) {
    effects.unshift({ type: "cancel-ask", requestId: state.requestId });
  }
  return { state: { at: "left", problem }, effects };
}

const problemsByCode: Partial<Record<ErrorCode, CallProblem>> = {
  version: { problem: "server-version" },
  "room-unknown": { problem: "room-unknown" },
  expired: { problem: "list-expired" },
  denied: { problem: "denied" },
  locked: { problem: "locked" },
  full: { problem: "full" },
  stale: { problem: "replaced" },
};

function problemOf(error: ServerError): CallProblem {
  if (error.code === "rate") {
    return { problem: "too-often", retryAfterMs: error.retryAfterMs ?? null };
  }
  return (
    problemsByCode[error.code] ?? { problem: "refused", code: error.code, message: error.message }
  );
}

function step(state: CallState, ...effects: readonly CallEffect[]): CallStep {
  return { state, effects };
}
