/**
 * When *Approve* may be pressed, as a pure machine. A window that pops up under a finger or takes
 * the Enter meant for another page must not sign: the button arms only after the window has had the
 * focus for a while with the same request in it, and again after every disturbance. A press that
 * began before it was armed does not count, however long it is held.
 *
 * Moving the window does not disarm it: no page can move another's window, and a page that lays its
 * own on top takes the focus.
 */
export const armAfterMs = 700;

export interface ArmState {
  /** The request on the screen, by id and texts; null where there is none, or it was approved. */
  readonly shown: string | null;
  readonly hasFocus: boolean;
  /** Since when nothing disturbed; null where the window lacks the focus or shows nothing. */
  readonly steadySinceMs: number | null;
  readonly isArmed: boolean;
  /** Grows with every disturbance: tells a press before it from a press after it. */
  readonly calm: number;
  /** The calm in which the button was pressed down while armed, `"early"` where it was not armed. */
  readonly press: number | "early" | null;
}

/** Times are of a clock that only grows, in milliseconds. */
export type ArmEvent =
  | { readonly event: "shown"; readonly request: string | null; readonly atMs: number }
  | { readonly event: "focused"; readonly atMs: number }
  /** The window lost the focus or is hidden. */
  | { readonly event: "blurred"; readonly atMs: number }
  /** The button is no longer where it was. */
  | { readonly event: "resized"; readonly atMs: number }
  | { readonly event: "woken"; readonly atMs: number }
  /** Pointer or Space went down on the button. */
  | { readonly event: "pressed"; readonly atMs: number }
  | { readonly event: "clicked"; readonly isTrusted: boolean; readonly atMs: number };

export type ArmEffect =
  /** Send `woken` then. */
  | { readonly effect: "wake"; readonly afterMs: number }
  | { readonly effect: "approve"; readonly request: string };

export interface ArmStep {
  readonly state: ArmState;
  readonly effects: readonly ArmEffect[];
}

export const unarmed: ArmState = {
  shown: null,
  hasFocus: false,
  steadySinceMs: null,
  isArmed: false,
  calm: 0,
  press: null,
};

export function nextArm(state: ArmState, event: ArmEvent): ArmStep {
  switch (event.event) {
    case "shown":
      // The same request again, read anew, disturbs nobody.
      if (event.request === state.shown) return { state, effects: [] };
      return disturbed({ ...state, shown: event.request }, event.atMs);
    case "focused":
      return state.hasFocus
        ? { state, effects: [] }
        : disturbed({ ...state, hasFocus: true }, event.atMs);
    case "blurred":
      return disturbed({ ...state, hasFocus: false }, event.atMs);
    case "resized":
      return disturbed(state, event.atMs);
    case "woken":
      return woken(state, event.atMs);
    case "pressed":
      return {
        state: { ...state, press: state.isArmed ? state.calm : "early" },
        effects: [],
      };
    case "clicked":
      return clicked(state, event.isTrusted);
  }
}

function woken(state: ArmState, atMs: number): ArmStep {
  if (state.steadySinceMs === null || state.isArmed) return { state, effects: [] };
  // Timers fire early by parts of a millisecond, and late ones of an earlier calm much too early.
  const leftMs = armAfterMs - (atMs - state.steadySinceMs);
  if (leftMs > 0) return { state, effects: [{ effect: "wake", afterMs: leftMs }] };
  return { state: { ...state, isArmed: true }, effects: [] };
}

function disturbed(state: ArmState, atMs: number): ArmStep {
  const canArm = state.hasFocus && state.shown !== null;
  return {
    state: {
      ...state,
      steadySinceMs: canArm ? atMs : null,
      isArmed: false,
      calm: state.calm + 1,
    },
    effects: canArm ? [{ effect: "wake", afterMs: armAfterMs }] : [],
  };
}

function clicked(state: ArmState, isTrusted: boolean): ArmStep {
  const released: ArmState = { ...state, press: null };
  // A screen reader clicks without a press; what it clicks must be armed all the same.
  const isPressGood = state.press === null || state.press === state.calm;
  if (!isTrusted || !state.isArmed || !isPressGood || state.shown === null) {
    return { state: released, effects: [] };
  }
  return {
    // Once: a double click approves nothing twice, and nothing that comes next.
    state: { ...released, shown: null, steadySinceMs: null, isArmed: false, calm: state.calm + 1 },
    effects: [{ effect: "approve", request: state.shown }],
  };
}
