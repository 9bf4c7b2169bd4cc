import type { Check } from "../../../protocol/codes.ts";
import { restartsMax } from "../../../protocol/limits.ts";
import type { Side } from "../../../protocol/pairwise.ts";
import type { SignalMessage } from "../../../protocol/signal-messages.ts";

/** The life of the link to one verified peer, as a pure machine. `lo` offers; `hi` answers. */
export interface PeerState {
  readonly side: Side;
  readonly link: "connecting" | "bound" | "lost" | "refused" | "gone";
  /** The RTCPeerConnection in use, 22 characters; null between two. */
  readonly conn: string | null;
  /** The one before it. */
  readonly before: string | null;
  /** A later description for one `conn` is dropped, but for an ICE restart of a bound one. */
  readonly isDescribed: boolean;
  /** ICE restarts of `conn`: made by lo, taken by hi. */
  readonly restarts: number;
  /** lo waits for the answer to the newest restart. */
  readonly isAnswerDue: boolean;
  /** Bound, and nothing comes through: it is being repaired while it still lives. */
  readonly isWeak: boolean;
  /** Whether the server counts this peer as here. */
  readonly isPresent: boolean;
  /** Tries since the link was last whole. */
  readonly attempt: number;
}

export type PeerEvent =
  /** `freshConn`: random, for whoever opens a link in answer to this event. */
  | { readonly type: "start" | "retry-due" | "present"; readonly freshConn: string }
  | { readonly type: "signal"; readonly signal: SignalMessage; readonly freshConn: string }
  | { readonly type: "bound" | "link-closed" | "timed-out"; readonly conn: string }
  | { readonly type: "weak"; readonly conn: string; readonly isWeak: boolean }
  /** The way may be a better or the only one left soon: new credentials, another network. */
  | { readonly type: "restart-wanted" }
  /** A check failed: for good, until the peer comes back with a new session. */
  | { readonly type: "refused"; readonly check: Check }
  /** Said by the server, who may lie: a link that lives goes on. */
  | { readonly type: "absent" }
  /** Said by the peer over a sealed way. */
  | { readonly type: "bye" }
  | { readonly type: "remove" };

export type PeerEffect =
  | { readonly type: "open-link"; readonly conn: string; readonly isInitiator: boolean }
  | { readonly type: "close-link" }
  | { readonly type: "pass"; readonly signal: SignalMessage }
  | { readonly type: "send"; readonly signal: SignalMessage }
  /** New ICE credentials on the living connection, offered as its restart of that number. */
  | { readonly type: "restart-ice"; readonly restart: number }
  | { readonly type: "refresh-video" }
  /** `of`: a restart answers soon or never; a new link takes longer. */
  | { readonly type: "retry"; readonly of: "restart" | "link"; readonly attempt: number }
  | { readonly type: "cancel-retry" }
  /** The peer appears, or its channel is new: attach media, say hello. */
  | { readonly type: "attach" }
  | { readonly type: "forget" };

export interface PeerStep {
  readonly state: PeerState;
  readonly effects: readonly PeerEffect[];
}

/** Of one connection, before it is given up and built anew. */
const restartTries = 4;

export function newPeer(side: Side): PeerState {
  return {
    side,
    link: "connecting",
    conn: null,
    before: null,
    isDescribed: false,
    restarts: 0,
    isAnswerDue: false,
    isWeak: false,
    isPresent: true,
    attempt: 0,
  };
}

export function nextPeer(state: PeerState, event: PeerEvent): PeerStep {
  if (state.link === "gone") return step(state);
  if (event.type === "remove" || event.type === "bye") return forget(state);
  // What is refused is not tried again; its tile goes when they do.
  if (state.link === "refused") return event.type === "absent" ? forget(state) : step(state);
  switch (event.type) {
    case "start":
    case "retry-due":
      return again(state, event.freshConn);
    case "present":
      if (isWhole(state)) return step({ ...state, isPresent: true });
      return again({ ...state, isPresent: true, attempt: 0 }, event.freshConn);
    case "absent":
      return isAlive(state) ? step({ ...state, isPresent: false }) : forget(state);
    case "signal":
      return onSignal(state, event.signal, event.freshConn);
    case "refused":
      return step(
        { ...state, link: "refused", conn: null, isWeak: false },
        { type: "cancel-retry" },
        { type: "close-link" },
      );
    case "bound":
      if (event.conn !== state.conn) return step(state);
      return step(
        { ...state, link: "bound", isWeak: false, attempt: 0 },
        { type: "cancel-retry" },
        { type: "attach" },
      );
    case "weak":
      return event.conn === state.conn ? onWeak(state, event.isWeak) : step(state);
    case "restart-wanted":
      return isAlive(state) ? restart(state) : step(state);
    case "link-closed":
    case "timed-out":
      return event.conn === state.conn ? onLinkLost(state) : step(state);
  }
}

function onSignal(state: PeerState, signal: SignalMessage, freshConn: string): PeerStep {
  switch (signal.type) {
    case "bye":
      return forget(state);
    case "offer":
      return onOffer(state, signal);
    case "answer":
      return onAnswer(state, signal);
    case "candidate":
      return signal.conn === state.conn ? step(state, { type: "pass", signal }) : step(state);
    case "restart":
      if (state.side === "hi" || signal.conn !== state.conn || !isAlive(state)) return step(state);
      return restart(state);
    case "renegotiate":
      return onRenegotiate(state, signal.conn, freshConn);
  }
}

type Description = SignalMessage & { readonly type: "offer" | "answer" };

function onOffer(state: PeerState, signal: Description): PeerStep {
  // Only lo offers.
  if (state.side === "lo") return step(state);
  if (signal.restart !== undefined) {
    // Each restart once, and only of what is bound: before that there is nothing to keep.
    const isNext = signal.conn === state.conn && signal.restart > state.restarts;
    if (!isNext || !isAlive(state)) return step(state);
    return step({ ...state, restarts: signal.restart }, { type: "pass", signal });
  }
  // Else each offer is of a new connection.
  if (signal.conn === state.conn) return step(state);
  return step(
    { ...opening(state, signal.conn), isDescribed: true },
    { type: "cancel-retry" },
    { type: "close-link" },
    { type: "open-link", conn: signal.conn, isInitiator: false },
    { type: "pass", signal },
  );
}

function onAnswer(state: PeerState, signal: Description): PeerStep {
  if (state.side === "hi" || signal.conn !== state.conn) return step(state);
  if (signal.restart !== undefined) {
    if (!state.isAnswerDue || signal.restart !== state.restarts) return step(state);
    return step({ ...state, isAnswerDue: false }, { type: "pass", signal });
  }
  if (state.isDescribed) return step(state);
  return step({ ...state, isDescribed: true }, { type: "pass", signal });
}

function onRenegotiate(state: PeerState, conn: string, freshConn: string): PeerStep {
  if (state.side === "hi") return step(state);
  // By the name of the one before: the offer of the one in use, not answered yet, was lost.
  const isOfferLost = conn === state.before && !state.isDescribed;
  if (conn !== state.conn && !isOfferLost) return step(state);
  return rebuild({ ...state, link: afterLoss(state) }, freshConn);
}

function onWeak(state: PeerState, isWeak: boolean): PeerStep {
  // Packets on a link that is not yet bound prove nobody: it must not look bound by them.
  if (!isAlive(state) || state.isWeak === isWeak) return step(state);
  if (!isWeak) {
    return step(
      { ...state, isWeak, link: "bound", attempt: 0 },
      { type: "cancel-retry" },
      { type: "refresh-video" },
    );
  }
  return repair({ ...state, isWeak, link: "lost", attempt: 0 });
}

function onLinkLost(state: PeerState): PeerStep {
  if (!state.isPresent) return forget(state);
  // Tries at a restart say nothing of how often a link could not be built.
  const attempt = state.isWeak ? 0 : state.attempt;
  const lost = { ...state, link: afterLoss(state), isWeak: false, attempt: attempt + 1 };
  return step(lost, { type: "close-link" }, { type: "retry", of: "link", attempt });
}

/** The next try: at a restart while the connection lives, else at a new one. */
function again(state: PeerState, freshConn: string): PeerStep {
  if (state.isWeak && state.attempt < restartTries) return repair(state);
  return state.isPresent ? rebuild(state, freshConn) : forget(state);
}

function repair(state: PeerState): PeerStep {
  const retry = { type: "retry", of: "restart", attempt: state.attempt } as const;
  const { state: next, effects } = restart({ ...state, attempt: state.attempt + 1 });
  return step(next, ...effects, retry);
}

/** Only lo offers; hi asks for it. */
function restart(state: PeerState): PeerStep {
  if (state.conn === null || state.restarts >= restartsMax) return step(state);
  if (state.side === "hi") {
    return step(state, { type: "send", signal: { type: "restart", conn: state.conn } });
  }
  const restarts = state.restarts + 1;
  return step(
    { ...state, restarts, isAnswerDue: true },
    { type: "restart-ice", restart: restarts },
  );
}

/** lo opens a new connection; hi can only ask for one, by the name of the one that failed. */
function rebuild(state: PeerState, freshConn: string): PeerStep {
  if (state.side === "lo") {
    return step(
      opening(state, freshConn),
      { type: "cancel-retry" },
      { type: "close-link" },
      { type: "open-link", conn: freshConn, isInitiator: true },
    );
  }
  if (state.conn === null) return step(state);
  const ask = { type: "send", signal: { type: "renegotiate", conn: state.conn } } as const;
  const retry = { type: "retry", of: "link", attempt: state.attempt } as const;
  return step({ ...state, attempt: state.attempt + 1 }, ask, retry);
}

function opening(state: PeerState, conn: string): PeerState {
  return {
    ...state,
    conn,
    before: state.conn,
    link: afterLoss(state),
    isDescribed: false,
    restarts: 0,
    isAnswerDue: false,
    isWeak: false,
  };
}

/** Bound, whether or not anything comes through. */
function isAlive(state: PeerState): boolean {
  return state.link === "bound" || state.isWeak;
}

function isWhole(state: PeerState): boolean {
  return state.link === "bound" && !state.isWeak;
}

function afterLoss(state: PeerState): "connecting" | "lost" {
  return state.link === "bound" || state.link === "lost" ? "lost" : "connecting";
}

function forget(state: PeerState): PeerStep {
  return step(
    { ...state, link: "gone", conn: null },
    { type: "cancel-retry" },
    { type: "close-link" },
    { type: "forget" },
  );
}

function step(state: PeerState, ...effects: readonly PeerEffect[]): PeerStep {
  return { state, effects };
}
