import type { Check } from "./codes.ts";

/**
 * Commit, reveal, MAC on a fresh data channel: section 7, as a pure state machine. What it wants
 * computed it asks for by effects; bind-crypto.ts computes it.
 */

export type BindFrame =
  | { readonly type: "b1"; readonly commit: string }
  | { readonly type: "b2"; readonly n: string }
  | { readonly type: "b3"; readonly mac: string };

export type BindState =
  | { readonly step: "committed" }
  | { readonly step: "revealed"; readonly theirCommit: string }
  | { readonly step: "checking"; readonly early: string | null }
  | { readonly step: "proving" }
  | { readonly step: "judging" }
  | { readonly step: "bound" }
  | { readonly step: "failed"; readonly check: Check };

export type BindEvent =
  | { readonly type: "frame"; readonly frame: BindFrame }
  | { readonly type: "commitment-checked"; readonly holds: boolean }
  | { readonly type: "mac-checked"; readonly holds: boolean }
  | { readonly type: "timeout" };

export type BindEffect =
  | { readonly type: "send-commit" }
  | { readonly type: "send-reveal" }
  | { readonly type: "check-commitment"; readonly commit: string; readonly n: string }
  | { readonly type: "send-mac" }
  | { readonly type: "check-mac"; readonly mac: string };

export interface BindStep {
  readonly state: BindState;
  readonly effects: readonly BindEffect[];
}

/** Both sides commit at once, before either knows what the other chose. */
export function startBind(): BindStep {
  return step({ step: "committed" }, { type: "send-commit" });
}

export function nextBind(state: BindState, event: BindEvent): BindStep {
  if (state.step === "bound" || state.step === "failed") return step(state);
  if (event.type === "timeout") return fail("channel");
  if (event.type === "frame") return onFrame(state, event.frame);
  if (event.type === "commitment-checked" && state.step === "checking") {
    if (!event.holds) return fail("commitment");
    if (state.early === null) return step({ step: "proving" }, { type: "send-mac" });
    return step({ step: "judging" }, { type: "send-mac" }, { type: "check-mac", mac: state.early });
  }
  if (event.type === "mac-checked" && state.step === "judging") {
    return event.holds ? step({ step: "bound" }) : fail("mac");
  }
  return step(state);
}

function onFrame(state: BindState, frame: BindFrame): BindStep {
  if (frame.type === "b1" && state.step === "committed") {
    return step({ step: "revealed", theirCommit: frame.commit }, { type: "send-reveal" });
  }
  if (frame.type === "b2" && state.step === "revealed") {
    const check = { type: "check-commitment", commit: state.theirCommit, n: frame.n } as const;
    return step({ step: "checking", early: null }, check);
  }
  // Their MAC may overtake my own hashing; a second one is out of turn like anything else.
  if (frame.type === "b3" && state.step === "checking" && state.early === null) {
    return step({ step: "checking", early: frame.mac });
  }
  if (frame.type === "b3" && state.step === "proving") {
    return step({ step: "judging" }, { type: "check-mac", mac: frame.mac });
  }
  return fail("message");
}

function step(state: BindState, ...effects: readonly BindEffect[]): BindStep {
  return { state, effects };
}

function fail(check: Check): BindStep {
  return step({ step: "failed", check });
}
