import {
  type ApprovalEvent,
  type ApprovalState,
  isWaiting,
  outcomeFor,
  type Waiting,
} from "./approval-state.ts";
import {
  type ApprovalStep,
  endAll,
  interrupt,
  refused,
  step,
  withEffects,
} from "./approval-step.ts";

// Tabs, windows and the worker itself go away at any time: nothing that loses its asker, or that
// nobody sees any more, may be signed.

export function tabGone(state: ApprovalState, tabId: number): ApprovalStep {
  if (state.window.step === "open" && state.window.tabId === tabId) return windowClosed(state);
  const left = interrupt(state, (request) => request.tabId === tabId);
  // Nobody can fetch these any more; interrupted ones stay for the person to see.
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

export function tabLoaded(state: ApprovalState, tabId: number): ApprovalStep {
  // The session keys it asked for before are gone: nobody could use what would be signed.
  const isIts = (request: Waiting): boolean => isWaiting(request) && request.tabId === tabId;
  return endAll(state, isIts, { outcome: "interrupted" }, false);
}

/** Closing the window is a no to what it showed. What had been decided before stays decided. */
function windowClosed(state: ApprovalState): ApprovalStep {
  const closed: ApprovalState = { ...state, window: { step: "none" } };
  return endAll(closed, (request) => request.state === "showing", { outcome: "denied" }, false);
}
