import { fromBase64url, toBase64url } from "../../../protocol/base64.ts";
import { type Bytes, randomBytes } from "../../../protocol/bytes.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { FileChunk } from "../../../protocol/channel/files-chunk.ts";
import { type Check, ProtocolError } from "../../../protocol/codes.ts";
import type { Pair } from "../../../protocol/pairwise.ts";
import type { VerifiedJoin } from "../../../protocol/peer-statement.ts";
import { shortCode } from "../../../protocol/short-code.ts";
import { parseSignal, type SignalMessage, writeSignal } from "../../../protocol/signal-messages.ts";
import { type BoundChannel, openBoundChannel } from "./bound-channel.ts";
import type { Clock } from "../clock.ts";
import { usesRelay } from "../connection/candidate-pair.ts";
import type { MediaSlot } from "./media-slot.ts";
import type { LinkEvents, OpenPeerLink, PeerLink } from "./peer-link.ts";
import {
  newPeer,
  nextPeer,
  type PeerEffect,
  type PeerEvent,
  type PeerState,
} from "./peer-machine.ts";
import { type Pulse, startPulse } from "./pulse.ts";
import { linkRetryDelayMs, restartRetryDelayMs } from "../session/retry-delay.ts";
import { createToll } from "./toll.ts";

/** How long a new link may take to be bound before it is given up and built anew. */
const linkTimeoutMs = 20_000;
const farewellMs = 200;
/** What a peer may ask to be repaired: each costs both sides a gathering of candidates. */
const repairToll = { everyMs: 500, burst: 8 };

/** One participant whose statement has verified: runs the peer machine against the real things. */
export interface PeerSession {
  readonly verified: VerifiedJoin;
  readonly state: () => PeerState;
  readonly failedCheck: () => Check | null;
  /** Names the channel, 43 characters; null while there is none. */
  readonly transcript: () => string | null;
  /** Seven numbers below 64, of this very channel; null while there is none. */
  readonly shortCode: () => Promise<readonly number[] | null>;
  readonly start: () => void;
  /** A sealed box from this peer, whoever brought it. */
  readonly receive: (box: Bytes) => void;
  readonly setPresent: (isPresent: boolean) => void;
  /** Other ICE servers, or the same with new credentials. */
  readonly renewIceServers: () => void;
  readonly send: (message: ChannelMessage) => void;
  /** Done when the transport has it, or there is none. */
  readonly sendChunk: (chunk: FileChunk) => Promise<void>;
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
  readonly isRelayOnly: () => boolean;
  /** Every way to the peer but the own channel. */
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
  let pulse: Pulse | null = null;
  const toll = createToll(clock, repairToll);
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
      .then(async () => {
        const sealed = await pair.signaling.seal(writeSignal(signal));
        // By every way at once: what comes first counts, and a box that comes again is a replay.
        input.relay(sealed);
        if (transcript !== null) channel?.send({ type: "signal", box: toBase64url(sealed) });
        return undefined;
      })
      .catch(() => undefined);
  };

  const closeLink = (): void => {
    cancelTimeout();
    pulse?.stop();
    pulse = null;
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
          isRelayOnly: input.isRelayOnly(),
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
          pulse = startPulse({
            clock,
            media: on.mediaHeard,
            packets: on.packetsHeard,
            askForBeat: () => channel?.send({ type: "beat", answers: false }),
            changed: (isSilent) => feed({ type: "weak", conn, isWeak: isSilent }),
          });
          feed({ type: "bound", conn });
        },
        message: onMessage,
        failed: (check) => {
          // Silence is a bad network; everything else is a peer who is not who they say.
          if (check === "channel") feed({ type: "link-closed", conn });
          else refuse(check);
        },
      },
    );
  };

  const onMessage = (message: ChannelMessage): void => {
    pulse?.heard();
    switch (message.type) {
      case "bye":
        return feed({ type: "bye" });
      case "beat":
        return message.answers ? undefined : channel?.send({ type: "beat", answers: true });
      case "signal":
        return void openBox(fromBase64url(message.box));
      default:
        return events.message(message);
    }
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
      case "restart-ice":
        return link?.restartIce(effect.restart);
      case "refresh-video":
        return link?.refreshVideo();
      case "retry":
        return retry(effect);
      case "cancel-retry":
        return cancelRetry();
      case "attach":
        return events.attached();
      case "forget":
        return events.forgotten();
    }
  };

  const retry = ({ of, attempt }: PeerEffect & { type: "retry" }): void => {
    cancelRetry();
    const random = input.random();
    const delayMs =
      of === "link" ? linkRetryDelayMs(attempt, random) : restartRetryDelayMs(attempt, random);
    cancelRetry = clock.after(delayMs, () => feed({ type: "retry-due", freshConn: freshConn() }));
  };

  const renewIceServers = async (renewed: PeerLink): Promise<void> => {
    renewed.setIceServers(input.iceServers());
    // An allocation ends with the credentials it was made by.
    if ((await usesRelay(renewed)) && link === renewed) feed({ type: "restart-wanted" });
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
    const isAsking = signal.type === "restart" || signal.type === "renegotiate";
    if (isAsking && !toll.pay()) return;
    feed({ type: "signal", signal, freshConn: freshConn() });
  };

  return {
    verified: input.verified,
    state: () => state,
    failedCheck: () => failedCheck,
    transcript: () => transcript,
    shortCode: async () =>
      transcript === null
        ? null
        : shortCode(await pair.shortCodeBytes(fromBase64url(transcript, 32))),
    start: () => feed({ type: "start", freshConn: freshConn() }),
    receive: (box) => void openBox(box),
    setPresent: (isPresent) =>
      feed(isPresent ? { type: "present", freshConn: freshConn() } : { type: "absent" }),
    renewIceServers: () => {
      if (link !== null) void renewIceServers(link);
    },
    send: (message) => channel?.send(message),
    sendChunk: async (chunk) => channel?.sendChunk(chunk),
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
