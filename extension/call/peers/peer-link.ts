import SimplePeer from "simple-peer/simplepeer.min.js";
import { fingerprintText } from "../../../protocol/bind-crypto.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import { refuse } from "../../../protocol/codes.ts";
import { sha256 } from "../../../protocol/hash.ts";
import { pinSdp } from "../../../protocol/pin-sdp.ts";
import type { IceCandidate } from "../../../protocol/signal-messages.ts";

/**
 * One transport to one peer. The only import of simple-peer. Its `connect` and `stream` events
 * mean nothing here: nobody is who they say before the bind (bound-channel.ts).
 */
export interface PeerLink {
  readonly signal: (signal: LinkSignal) => void;
  /** Text is for the bind; bytes are sealed boxes. */
  readonly send: (data: string | Bytes) => void;
  /** What this side sends in a slot; null sends nothing. No renegotiation either way. */
  readonly setTrack: (slot: MediaSlot, track: MediaStreamTrack | null) => void;
  /** What the other side sends. Only to be shown after the bind. */
  readonly stream: () => MediaStream;
  /** Their screen with its sound, apart from camera and microphone. */
  readonly screenStream: () => MediaStream;
  /** 0 to 1, of their microphone. */
  readonly audioLevel: () => number;
  /** `sha-256 AB:…` of the certificate the transport really used, or null where none tells. */
  readonly remoteFingerprint: () => Promise<string | null>;
  readonly statistics: () => Promise<RTCStatsReport>;
  /** No event comes after this. */
  readonly close: () => void;
}

export type LinkSignal =
  | { readonly type: "offer" | "answer"; readonly sdp: string }
  | { readonly type: "candidate"; readonly candidate: IceCandidate };

export interface LinkEvents {
  readonly signal: (signal: LinkSignal) => void;
  /** The data channel is open: the bind may begin. */
  readonly opened: () => void;
  readonly data: (data: string | Bytes) => void;
  /** Packets stopped coming, or come again. */
  readonly weak: (isWeak: boolean) => void;
  /** A description or candidate was refused: an attack, or a broken peer. */
  readonly refused: (error: unknown) => void;
  /** Once, unless closed from here. */
  readonly closed: () => void;
}

export interface LinkOptions {
  readonly isInitiator: boolean;
  readonly certificate: RTCCertificate;
  /** Their certified `sha-256 AB:…`: pinned on every description that comes. */
  readonly fingerprint: string;
  readonly iceServers: readonly RTCIceServer[];
}

export type OpenPeerLink = (options: LinkOptions, events: LinkEvents) => PeerLink;

/** The order of the m-sections in every offer: which is which needs no guessing. */
export const mediaSlots = ["microphone", "camera", "screen", "screen-audio"] as const;
export type MediaSlot = (typeof mediaSlots)[number];
const slotKinds = ["audio", "video", "video", "audio"] as const;

/** Only a commitment may come before this side is open; the next frame needs this side's own. */
const earlyMaxFrames = 4;

export const openSimplePeer: OpenPeerLink = (options, events) => {
  const peer = new SimplePeer({
    initiator: options.isInitiator,
    channelName: "latchkey",
    objectMode: true,
    config: {
      certificates: [options.certificate],
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
      iceServers: [...options.iceServers],
    },
  });
  const connection = peer._pc;
  let isOver = false;
  // Packets come and go; the DTLS handshake is done.
  let isReached = false;
  let hasShakenHands = false;
  const unlessOver =
    <Values extends unknown[]>(act: (...values: Values) => void) =>
    (...values: Values): void => {
      if (!isOver) act(...values);
    };

  if (options.isInitiator) {
    // Before simple-peer makes its offer, which it does in a task of its own.
    for (const kind of slotKinds) connection.addTransceiver(kind, { direction: "sendrecv" });
  } else {
    connection.addEventListener("signalingstatechange", () => {
      if (connection.signalingState !== "have-remote-offer") return;
      for (const transceiver of connection.getTransceivers()) transceiver.direction = "sendrecv";
    });
  }
  connection.addEventListener(
    "iceconnectionstatechange",
    unlessOver(() => {
      isReached = /^(connected|completed)$/.test(connection.iceConnectionState);
      if (connection.iceConnectionState === "disconnected") events.weak(true);
      if (isReached) events.weak(false);
    }),
  );
  connection.addEventListener("connectionstatechange", () => {
    hasShakenHands ||= connection.connectionState === "connected";
  });

  peer.on(
    "signal",
    unlessOver(({ type, sdp, candidate }) => {
      if ((type === "offer" || type === "answer") && sdp !== undefined) {
        events.signal({ type, sdp });
      } else if (candidate !== undefined) {
        events.signal({ type: "candidate", candidate });
      }
    }),
  );
  // simple-peer says `connect` only after it has looked up the candidate pair. The other side may
  // have sent its commitment by then, and a lost one makes the bind fail.
  const early: (string | Bytes)[] = [];
  let isOpen = false;
  peer.on(
    "connect",
    unlessOver(() => {
      isOpen = true;
      events.opened();
      for (const data of early.splice(0)) if (!isOver) events.data(data);
    }),
  );
  peer.on(
    "data",
    unlessOver((data) => {
      const frame = typeof data === "string" ? data : new Uint8Array(data);
      if (isOpen) events.data(frame);
      else if (early.length < earlyMaxFrames) early.push(frame);
      else events.refused(refuse("auth", "message", "data before the channel could be bound"));
    }),
  );
  const end = unlessOver((error?: { readonly code?: string }) => {
    // What fails the handshake though packets pass is another certificate than the pinned one. As a
    // mere loss it would be tried for ever, with nobody told. Which of these ends comes first is
    // chance: the connection's, or that of a channel that never opened.
    const isHandshake = /^(ERR_CONNECTION_FAILURE|ERR_DATA_CHANNEL)$/;
    if (isReached && !hasShakenHands && isHandshake.test(error?.code ?? "ERR_DATA_CHANNEL")) {
      events.refused(refuse("auth", "fingerprint", "the other end has another certificate"));
    }
    isOver = true;
    events.closed();
  });
  // An error is always followed by the end; without a listener it would be thrown.
  peer.on("error", end);
  peer.on("close", () => end());

  const transceiver = (slot: MediaSlot): RTCRtpTransceiver | undefined =>
    connection.getTransceivers()[mediaSlots.indexOf(slot)];
  const received = (...slots: readonly MediaSlot[]): MediaStream => {
    const tracks = slots.map((slot) => transceiver(slot)?.receiver.track);
    return new MediaStream(tracks.filter((track) => track !== undefined));
  };

  return {
    signal: unlessOver((signal: LinkSignal) => {
      try {
        peer.signal(
          signal.type === "candidate"
            ? { candidate: signal.candidate }
            : { type: signal.type, sdp: pinSdp(signal.sdp, options.fingerprint) },
        );
      } catch (error) {
        events.refused(error);
      }
    }),
    send: unlessOver((data: string | Bytes) => {
      try {
        peer.send(data);
      } catch {
        // The channel closed in between; `closed` follows.
      }
    }),
    setTrack: unlessOver((slot: MediaSlot, track: MediaStreamTrack | null) => {
      transceiver(slot)
        ?.sender.replaceTrack(track)
        .catch(() => undefined);
    }),
    stream: () => received("microphone", "camera"),
    screenStream: () => received("screen", "screen-audio"),
    audioLevel: () => {
      const [source] = transceiver("microphone")?.receiver.getSynchronizationSources() ?? [];
      return source?.audioLevel ?? 0;
    },
    remoteFingerprint: async () => {
      const transport = connection.sctp?.transport;
      // Firefox does not tell (bug 1805446); there the pinned description is what counts.
      const [certificate] = transport?.getRemoteCertificates?.() ?? [];
      if (certificate === undefined) return null;
      return fingerprintText(await sha256(new Uint8Array(certificate)));
    },
    statistics: () => connection.getStats(),
    close: () => {
      isOver = true;
      peer.destroy();
    },
  };
};
