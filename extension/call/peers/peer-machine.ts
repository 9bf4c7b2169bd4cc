import type { Check } from "../../../protocol/codes.ts";
import type { Side } from "../../../protocol/pairwise.ts";
import type { SignalMessage } from "../../../protocol/signal-messages.ts";

/** The life of the link to one verified peer, as a pure machine. `lo` offers; `hi` answers. */
export interface PeerState {
  readonly side: Side;
  readonly link: "connecting" | "bound" | "lost" | "refused" | "gone";
  /** The RTCPeerConnection in use, 22 characters; null between two. */
  readonly conn: string | null;
  /** A second description for one `conn` is dropped: nothing is renegotiated. */
  readonly isDescribed: boolean;
  readonly isWeak: boolean;
  /** Whether the server counts this peer as here: it alone can then carry an offer. */
  readonly isPresent: boolean;
  /** Tries since the link was last bound. */
  readonly attempt: number;
}

export type PeerEvent =
  /** `freshConn`: random, for whoever opens a link in answer to this event. */
  | { readonly type: "start" | "retry-due" | "present"; readonly freshConn: string }
  | { readonly type: "signal"; readonly signal: SignalMessage; readonly freshConn: string }
  | { readonly type: "bound" | "link-closed" | "timed-out"; readonly conn: string }
  | { readonly type: "weak"; readonly conn: string; readonly isWeak: boolean }
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
  | { readonly type: "retry"; readonly attempt: number }
  | { readonly type: "cancel-retry" }
  /** The peer appears, or its channel is new: attach media, say hello. */
  | { readonly type: "attach" }
  | { readonly type: "forget" };

export interface PeerStep {
  readonly state: PeerState;
  readonly effects: readonly PeerEffect[];
}

export function newPeer(side: Side): PeerState {
  return {
    side,
    link: "connecting",
    conn: null,
    isDescribed: false,
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
      return reconnect(state, event.freshConn);
    case "present":
      if (state.link === "bound" && !state.isWeak) return step({ ...state, isPresent: true });
      return reconnect({ ...state, isPresent: true }, event.freshConn);
    case "absent":
      if (state.link === "bound" && !state.isWeak) return step({ ...state, isPresent: false });
      return forget(state);
    case "signal":
      return onSignal(state, event.signal, event.freshConn);
    case "refused":
      return step(
        { ...state, link: "refused", conn: null },
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
      // Packets on a link that is not yet bound prove nobody: it must not look bound by them.
      if (event.conn !== state.conn || (state.link !== "bound" && !state.isWeak))
        return step(state);
      return step(
        { ...state, isWeak: event.isWeak, link: event.isWeak ? "lost" : "bound" },
        event.isWeak ? { type: "retry", attempt: 3 } : { type: "cancel-retry" },
      );
    case "link-closed":
    case "timed-out":
      return event.conn === state.conn ? onLinkLost(state) : step(state);
  }
}

function onSignal(state: PeerState, signal: SignalMessage, freshConn: string): PeerStep {
  switch (signal.type) {
    case "bye":
      return forget(state);
    case "offer": {
      // Only lo offers, and each offer is of a new connection.
      if (state.side === "lo" || signal.conn === state.conn) return step(state);
      return step(
        { ...opening(state, signal.conn), isDescribed: true },
        { type: "cancel-retry" },
        { type: "close-link" },
        { type: "open-link", conn: signal.conn, isInitiator: false },
        { type: "pass", signal },
      );
    }
    case "answer":
      if (state.side === "hi" || signal.conn !== state.conn || state.isDescribed) {
        return step(state);
      }
      return step({ ...state, isDescribed: true }, { type: "pass", signal });
    case "candidate":
      return signal.conn === state.conn ? step(state, { type: "pass", signal }) : step(state);
    case "renegotiate":
      if (state.side === "hi" || signal.conn !== state.conn) return step(state);
      return reconnect({ ...state, link: afterLoss(state) }, freshConn);
  }
}

function onLinkLost(state: PeerState): PeerStep {
  if (!state.isPresent) return forget(state);
  const lost = { ...state, link: afterLoss(state), isWeak: false, attempt: state.attempt + 1 };
  return step(lost, { type: "close-link" }, { type: "retry", attempt: state.attempt });
}

/** lo opens a new connection; hi can only ask for one, by the name of the one that failed. */
function reconnect(state: PeerState, freshConn: string): PeerStep {
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
  const again = { type: "retry", attempt: state.attempt } as const;
  return step({ ...state, attempt: state.attempt + 1 }, ask, again);
}

function opening(state: PeerState, conn: string): PeerState {
  return { ...state, conn, link: afterLoss(state), isDescribed: false, isWeak: false };
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
