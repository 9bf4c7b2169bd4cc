import { toBase64url } from "../../../protocol/base64.ts";
import { type Bytes, randomBytes } from "../../../protocol/bytes.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { type Check, ProtocolError } from "../../../protocol/codes.ts";
import type { Pair } from "../../../protocol/pairwise.ts";
import type { VerifiedJoin } from "../../../protocol/peer-statement.ts";
import { parseSignal, type SignalMessage, writeSignal } from "../../../protocol/signal-messages.ts";
import { type BoundChannel, openBoundChannel } from "./bound-channel.ts";
import type { Clock } from "../clock.ts";
import type { LinkEvents, MediaSlot, OpenPeerLink, PeerLink } from "./peer-link.ts";
import {
  newPeer,
  nextPeer,
  type PeerEffect,
  type PeerEvent,
  type PeerState,
} from "./peer-machine.ts";
import { retryDelayMs } from "../session/retry-delay.ts";

/** How long a new link may take to be bound before it is given up and built anew. */
const linkTimeoutMs = 20_000;
const farewellMs = 200;

/** One participant whose statement has verified: runs the peer machine against the real things. */
export interface PeerSession {
  readonly verified: VerifiedJoin;
  readonly state: () => PeerState;
  readonly failedCheck: () => Check | null;
  /** Names the channel, 43 characters; null while there is none. */
  readonly transcript: () => string | null;
  readonly start: () => void;
  /** A sealed box that the server relayed from this peer. */
  readonly receive: (box: Bytes) => void;
  readonly setPresent: (isPresent: boolean) => void;
  readonly send: (message: ChannelMessage) => void;
  readonly setTrack: (slot: MediaSlot, track: MediaStreamTrack | null) => void;
  readonly stream: () => MediaStream | null;
  readonly screenStream: () => MediaStream | null;
  readonly audioLevel: () => number;
  /** The transport under the bound channel; null while there is none. */
  readonly boundLink: () => PeerLink | null;
  readonly refuse: (check: Check) => void;
  /** Says bye where `politely`, and ends. */
  readonly remove: (politely: boolean) => void;
}

export interface PeerSessionInput {
  readonly verified: VerifiedJoin;
  readonly pair: Pair;
  readonly certificate: RTCCertificate;
  readonly myFingerprint: string;
  readonly iceServers: () => readonly RTCIceServer[];
  readonly relay: (box: Bytes) => void;
  readonly openLink: OpenPeerLink;
  readonly clock: Clock;
  readonly random: () => number;
}

export interface PeerSessionEvents {
  /** Bound, on a new channel: attach media and say hello. */
  readonly attached: () => void;
  readonly message: (message: ChannelMessage) => void;
  readonly changed: () => void;
  readonly forgotten: () => void;
}

export function createPeerSession(input: PeerSessionInput, events: PeerSessionEvents): PeerSession {
  const { pair, clock } = input;
  const theirFingerprint = input.verified.join.sessionDtls;
  let state = newPeer(pair.mySide);
  let failedCheck: Check | null = null;
  let link: PeerLink | null = null;
  let channel: BoundChannel | null = null;
  let transcript: string | null = null;
  let cancelRetry = (): void => undefined;
  let cancelTimeout = (): void => undefined;
  let sealing: Promise<unknown> = Promise.resolve();

  const feed = (event: PeerEvent): void => {
    const next = nextPeer(state, event);
    state = next.state;
    for (const effect of next.effects) perform(effect);
    events.changed();
  };
  const freshConn = (): string => toBase64url(randomBytes(16));

  const refuse = (check: Check): void => {
    failedCheck ??= check;
    feed({ type: "refused", check });
  };

  const sendSignal = (signal: SignalMessage): void => {
    // One after another, so that counters arrive in their order.
    sealing = sealing
      .then(async () => input.relay(await pair.signaling.seal(writeSignal(signal))))
      .catch(() => undefined);
  };

  const closeLink = (): void => {
    cancelTimeout();
    channel?.stop();
    link?.close();
    channel = null;
    link = null;
    transcript = null;
  };

  const openLink = (conn: string, isInitiator: boolean): void => {
    let opened: PeerLink | null = null;
    const isCurrent = (): boolean => opened !== null && link === opened;
    const linkEvents: LinkEvents = {
      signal: (signal) => sendSignal({ ...signal, conn }),
      opened: () => {
        if (opened !== null && isCurrent()) bind(conn, opened);
      },
      data: (data) => {
        if (isCurrent()) channel?.receive(data);
      },
      weak: (isWeak) => {
        if (isCurrent()) feed({ type: "weak", conn, isWeak });
      },
      refused: (error) => {
        if (isCurrent()) refuse(checkOf(error));
      },
      closed: () => {
        if (isCurrent()) feed({ type: "link-closed", conn });
      },
    };
    try {
      opened = input.openLink(
        {
          isInitiator,
          certificate: input.certificate,
          fingerprint: theirFingerprint,
          iceServers: input.iceServers(),
        },
        linkEvents,
      );
    } catch {
      // Such as a browser that cannot take an ICE server's address: a server could end the call or
      // leave a link dead by one. In a turn of its own, as of any link that closes.
      cancelTimeout = clock.after(0, () => feed({ type: "link-closed", conn }));
      return;
    }
    link = opened;
    cancelTimeout = clock.after(linkTimeoutMs, () => feed({ type: "timed-out", conn }));
  };

  const bind = (conn: string, on: PeerLink): void => {
    const myFingerprint = input.myFingerprint;
    channel = openBoundChannel(
      { pair, conn, myFingerprint, theirFingerprint, link: on, clock },
      {
        bound: (hash) => {
          cancelTimeout();
          transcript = hash;
          feed({ type: "bound", conn });
        },
        message: (message) => {
          if (message.type === "bye") feed({ type: "bye" });
          else events.message(message);
        },
        failed: (check) => {
          // Silence is a bad network; everything else is a peer who is not who they say.
          if (check === "channel") feed({ type: "link-closed", conn });
          else refuse(check);
        },
      },
    );
  };

  const perform = (effect: PeerEffect): void => {
    switch (effect.type) {
      case "open-link":
        return openLink(effect.conn, effect.isInitiator);
      case "close-link":
        return closeLink();
      case "pass":
        return passSignal(effect.signal);
      case "send":
        return sendSignal(effect.signal);
      case "retry": {
        cancelRetry();
        const delayMs = retryDelayMs(effect.attempt, input.random());
        cancelRetry = clock.after(delayMs, () =>
          feed({ type: "retry-due", freshConn: freshConn() }),
        );
        return;
      }
      case "cancel-retry":
        return cancelRetry();
      case "attach":
        return events.attached();
      case "forget":
        return events.forgotten();
    }
  };

  const passSignal = (signal: SignalMessage): void => {
    if (signal.type === "offer" || signal.type === "answer" || signal.type === "candidate") {
      link?.signal(signal);
    }
  };

  const openBox = async (box: Bytes): Promise<void> => {
    let signal: SignalMessage;
    try {
      signal = parseSignal(await pair.signaling.open(box));
    } catch {
      // Dropped, not held against the peer: the server can bring any bytes in their name.
      return;
    }
    feed({ type: "signal", signal, freshConn: freshConn() });
  };

  return {
    verified: input.verified,
    state: () => state,
    failedCheck: () => failedCheck,
    transcript: () => transcript,
    start: () => feed({ type: "start", freshConn: freshConn() }),
    receive: (box) => void openBox(box),
    setPresent: (isPresent) =>
      feed(isPresent ? { type: "present", freshConn: freshConn() } : { type: "absent" }),
    send: (message) => channel?.send(message),
    setTrack: (slot, track) => {
      if (transcript !== null) link?.setTrack(slot, track);
    },
    stream: () => (transcript === null ? null : (link?.stream() ?? null)),
    screenStream: () => (transcript === null ? null : (link?.screenStream() ?? null)),
    audioLevel: () => (transcript === null ? 0 : (link?.audioLevel() ?? 0)),
    boundLink: () => (transcript === null ? null : link),
    refuse,
    remove: (politely) => {
      if (!politely || state.link === "refused") return feed({ type: "remove" });
      channel?.send({ type: "bye" });
      sendSignal({ type: "bye" });
      // Closing now would overtake the bye, which is still being sealed.
      clock.after(farewellMs, () => feed({ type: "remove" }));
    },
  };
}

function checkOf(error: unknown): Check {
  return error instanceof ProtocolError ? error.check : "sdp";
}
