import { createEffect, createSignal, onCleanup, type Accessor } from "solid-js";
import { type ArmEvent, nextArm, unarmed } from "./arm-machine.ts";

/** The window as the arming needs it; the real one is in platform/. */
export interface ApprovalWindowFocus {
  /** A clock that only grows. */
  nowMs(): number;
  /** Shown and with the focus. */
  hasFocus(): boolean;
  /** Calls back when `hasFocus` may have changed, and when the window has another size. */
  watch(onFocus: () => void, onResize: () => void): () => void;
  after(delayMs: number, callback: () => void): () => void;
}

export interface Arming {
  readonly isArmed: Accessor<boolean>;
  press(): void;
  click(event: { readonly isTrusted: boolean }): void;
}

/**
 * Runs the arm machine for the request that is shown. `request` names it by id and texts;
 * `onApprove` is called with the name of the one that was shown when the button was clicked.
 */
export function createArming(
  focus: ApprovalWindowFocus,
  request: Accessor<string | null>,
  onApprove: (request: string) => void,
): Arming {
  let state = unarmed;
  const [isArmed, setArmed] = createSignal(false);
  let cancelWake = (): void => undefined;

  const dispatch = (event: ArmEvent): void => {
    const step = nextArm(state, event);
    state = step.state;
    setArmed(state.isArmed);
    for (const effect of step.effects) {
      if (effect.effect === "approve") onApprove(effect.request);
      else {
        cancelWake();
        cancelWake = focus.after(effect.afterMs, () => lookThen("woken"));
      }
    }
  };
  const look = (): void => {
    dispatch({ event: focus.hasFocus() ? "focused" : "blurred", atMs: focus.nowMs() });
  };
  // Never trusts that an event came: the focus is looked up whenever something hangs on it.
  const lookThen = (event: "woken" | "pressed"): void => {
    if (!focus.hasFocus()) look();
    dispatch({ event, atMs: focus.nowMs() });
  };

  onCleanup(focus.watch(look, () => dispatch({ event: "resized", atMs: focus.nowMs() })));
  onCleanup(() => cancelWake());
  look();
  createEffect(() => {
    dispatch({ event: "shown", request: request(), atMs: focus.nowMs() });
  });

  return {
    isArmed,
    press: () => lookThen("pressed"),
    click: ({ isTrusted }) => {
      if (!focus.hasFocus()) look();
      dispatch({ event: "clicked", isTrusted, atMs: focus.nowMs() });
    },
  };
}
