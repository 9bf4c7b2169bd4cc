import {
  type ApprovalEvent,
  type ApprovalState,
  isWaiting,
  outcomeFor,
  type Waiting,
} from "./approval-state.ts";
import { type ApprovalStep, endAll, refused, step, withEffects } from "./approval-step.ts";

// Tabs, windows and the worker itself go away at any time: nothing that loses its asker, or that
// nobody sees any more, may be signed.

export function tabGone(state: ApprovalState, tabId: number): ApprovalStep {
  if (state.window.step === "open" && state.window.tabId === tabId) return windowClosed(state);
  // Whoever closes a call tab knows that it asks no more: nothing to list.
  const left = tabLoaded(state, tabId);
  // Nobody can fetch these any more; those that a dead worker interrupted stay to be seen.
  const ended = left.state.ended.filter((other) => other.listed || other.request.tabId !== tabId);
  return { ...left, state: { ...left.state, ended } };
}

export function cancel(
  state: ApprovalState,
  { id, tabId }: Extract<ApprovalEvent, { type: "cancel" }>,
): ApprovalStep {
  if (outcomeFor(state, id, tabId) === undefined) return refused(state, "approval/unknown");
  const isIt = (request: Waiting): boolean => request.id === id && isWaiting(request);
  return endAll(state, isIt, { outcome: "interrupted" }, false);
}

export function dismiss(state: ApprovalState, id: string): ApprovalStep {
  if (!state.ended.some(({ request, listed }) => listed && request.id === id)) {
    return refused(state, "approval/unknown");
  }
  const ended = state.ended.map((other) =>
    other.request.id === id ? { ...other, listed: false } : other,
  );
  return step({ ...state, ended });
}

/**
 * What waited goes on waiting, as far as its asker and its window outlived the worker. What was
 * being signed may have been signed or not: it is interrupted, never tried again.
 */
export function restored(
  state: ApprovalState,
  liveTabs: readonly number[],
  windowTabId: number | null,
): ApprovalStep {
  const live = new Set(liveTabs);
  const cut = endAll(
    state,
    (request) => request.state === "signing" || !live.has(request.tabId),
    { outcome: "interrupted" },
    true,
  );
  if (windowTabId !== null) {
    const window = { step: "open", tabId: windowTabId } as const;
    return { ...cut, state: { ...cut.state, window } };
  }
  // A window that was open and is not any more was closed by the person; one that was only being
  // opened may never have come.
  if (state.window.step === "open") return withEffects(windowClosed(cut.state), cut.effects);
  return { ...cut, state: { ...cut.state, window: { step: "none" } } };
}

/** The session keys that it asked for are gone with its page: nobody could use what is signed. */
export function tabLoaded(state: ApprovalState, tabId: number): ApprovalStep {
  const isIts = (request: Waiting): boolean => isWaiting(request) && request.tabId === tabId;
  return endAll(state, isIts, { outcome: "interrupted" }, false);
}

/** Closing the window is a no to what it showed. What had been decided before stays decided. */
function windowClosed(state: ApprovalState): ApprovalStep {
  const closed: ApprovalState = { ...state, window: { step: "none" } };
  return endAll(closed, (request) => request.state === "showing", { outcome: "denied" }, false);
}
