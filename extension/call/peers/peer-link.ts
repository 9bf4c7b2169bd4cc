import SimplePeer from "simple-peer/simplepeer.min.js";
import { fingerprintText } from "../../../protocol/bind-crypto.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import { refuse } from "../../../protocol/codes.ts";
import { sha256 } from "../../../protocol/hash.ts";
import { pinSdp } from "../../../protocol/pin-sdp.ts";
import type { IceCandidate } from "../../../protocol/signal-messages.ts";
import { hideAddress, relaysAmong } from "../connection/relay-only.ts";
import { createIceRestart } from "./ice-restart.ts";
import { tuneOpus } from "./opus-lines.ts";
import { createSending, type SlotSending } from "./sending.ts";
import { type MediaSlot, mediaSlots } from "./media-slot.ts";

/**
 * One transport to one peer. The only import of simple-peer. Its `connect` and `stream` events
 * mean nothing here: nobody is who they say before the bind (bound-channel.ts).
 */
export interface PeerLink {
  readonly signal: (signal: LinkSignal) => void;
  /** Text is for the bind; bytes are sealed boxes. */
  readonly send: (data: string | Bytes) => void;
  /** Bytes that were sent and have not left yet. */
  readonly buffered: () => number;
  /** Done when at most `bytes` of them are left, or the link is closed. */
  readonly drained: (bytes: number) => Promise<void>;
  /** What this side sends in a slot; null sends nothing. No renegotiation either way. */
  readonly setTrack: (slot: MediaSlot, track: MediaStreamTrack | null) => void;
  /** How much is sent in a slot, and whether at all. */
  readonly setSending: (slot: MediaSlot, wish: SlotSending) => void;
  /** What the other side sends. Only to be shown after the bind. */
  readonly stream: () => MediaStream;
  /** Their screen with its sound, apart from camera and microphone. */
  readonly screenStream: () => MediaStream;
  /** 0 to 1, of their microphone. */
  readonly audioLevel: () => number;
  /** `sha-256 AB:…` of the certificate the transport really used, or null where none tells. */
  readonly remoteFingerprint: () => Promise<string | null>;
  readonly statistics: () => Promise<RTCStatsReport>;
  /** Changes with every packet of theirs that is played; costs nothing. */
  readonly mediaHeard: () => number;
  /** Grows with every packet of theirs of any kind; costs a look at the statistics. */
  readonly packetsHeard: () => Promise<number>;
  /** Offers new ICE credentials, as the restart of that number. Only of the side that offers. */
  readonly restartIce: (restart: number) => void;
  /** A whole picture at once: who lost some waits seconds before asking for one. */
  readonly refreshVideo: () => void;
  /** For whatever is gathered from now on. */
  readonly setIceServers: (servers: readonly RTCIceServer[]) => void;
  /** No event comes after this. */
  readonly close: () => void;
}

/** `restart`: the number of the ICE restart that it is of; left out of the first one. */
export interface LinkDescription {
  readonly type: "offer" | "answer";
  readonly sdp: string;
  readonly restart?: number;
}
export type LinkSignal =
  | LinkDescription
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
  /** Nothing may tell the other side where this one is. */
  readonly isRelayOnly: boolean;
}

export type OpenPeerLink = (options: LinkOptions, events: LinkEvents) => PeerLink;

const slotKinds = ["audio", "video", "video", "audio"] as const;

/** Only a commitment may come before this side is open; the next frame needs this side's own. */
const earlyMaxFrames = 4;

function configurationOf(options: LinkOptions): RTCConfiguration {
  const { iceServers, isRelayOnly } = options;
  return {
    certificates: [options.certificate],
    bundlePolicy: "max-bundle",
    rtcpMuxPolicy: "require",
    iceServers: isRelayOnly ? relaysAmong(iceServers) : [...iceServers],
    iceTransportPolicy: isRelayOnly ? "relay" : "all",
  };
}

interface PairStatistics {
  readonly type: string;
  readonly bytesReceived?: number;
  readonly requestsReceived?: number;
  readonly responsesReceived?: number;
}

export const openSimplePeer: OpenPeerLink = (options, events) => {
  const peer = new SimplePeer({
    initiator: options.isInitiator,
    channelName: "latchkey",
    objectMode: true,
    config: configurationOf(options),
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

  const send = unlessOver((signal: LinkSignal) => {
    const sent = options.isRelayOnly ? hideAddress(signal) : signal;
    if (sent !== null) events.signal(sent);
  });
  peer.on("signal", ({ type, sdp, candidate }) => {
    if ((type === "offer" || type === "answer") && sdp !== undefined) send({ type, sdp });
    else if (candidate !== undefined) send({ type: "candidate", candidate });
  });
  const restart = createIceRestart(connection, options.fingerprint, {
    signal: send,
    refused: unlessOver((error) => events.refused(error)),
  });
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
    stopWaiting();
    events.closed();
  });
  // An error is always followed by the end; without a listener it would be thrown.
  peer.on("error", end);
  peer.on("close", () => end());

  const transceiver = (slot: MediaSlot): RTCRtpTransceiver | undefined =>
    connection.getTransceivers()[mediaSlots.indexOf(slot)];
  const untilDrained = (bytes: number): Promise<void> => {
    const channel = peer._channel;
    if (isOver || channel === null || channel.bufferedAmount <= bytes) return Promise.resolve();
    channel.bufferedAmountLowThreshold = bytes;
    return new Promise((resolve) => {
      waiting.add(resolve);
      channel.addEventListener("bufferedamountlow", stopWaiting, { once: true });
    });
  };
  // A channel that its connection takes along says nothing: also called where the link ends.
  const waiting = new Set<() => void>();
  const stopWaiting = (): void => {
    for (const go of waiting) go();
    waiting.clear();
  };
  const received = (...slots: readonly MediaSlot[]): MediaStream => {
    const tracks = slots.map((slot) => transceiver(slot)?.receiver.track);
    return new MediaStream(tracks.filter((track) => track !== undefined));
  };

  const setSending = createSending((slot) => transceiver(slot)?.sender);

  return {
    signal: unlessOver((signal: LinkSignal) => {
      try {
        if (signal.type !== "candidate" && signal.restart !== undefined) {
          return restart.take(signal);
        }
        peer.signal(
          signal.type === "candidate"
            ? { candidate: signal.candidate }
            : { type: signal.type, sdp: tuneOpus(pinSdp(signal.sdp, options.fingerprint)) },
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
    buffered: () => peer._channel?.bufferedAmount ?? 0,
    drained: untilDrained,
    setSending: unlessOver(setSending),
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
    mediaHeard: () => {
      const sources = connection.getReceivers().flatMap((it) => it.getSynchronizationSources());
      return sources.reduce((sum, { timestamp }) => sum + timestamp, 0);
    },
    packetsHeard: async () => {
      let heard = 0;
      (await connection.getStats()).forEach((report: PairStatistics) => {
        if (report.type !== "candidate-pair") return;
        const { bytesReceived = 0, requestsReceived = 0, responsesReceived = 0 } = report;
        heard += bytesReceived + requestsReceived + responsesReceived;
      });
      return heard;
    },
    refreshVideo: unlessOver(() => {
      for (const sender of connection.getSenders()) {
        if (sender.track?.kind !== "video") continue;
        const parameters = sender.getParameters();
        const wanted = { encodingOptions: parameters.encodings.map(() => ({ keyFrame: true })) };
        // What a browser does not know of these options it leaves out.
        sender.setParameters(parameters, wanted).catch(() => undefined);
      }
    }),
    restartIce: unlessOver(restart.begin),
    setIceServers: unlessOver((iceServers: readonly RTCIceServer[]) => {
      try {
        connection.setConfiguration(configurationOf({ ...options, iceServers }));
      } catch {
        // An address that the browser cannot take: the servers of before stay.
      }
    }),
    close: () => {
      isOver = true;
      stopWaiting();
      peer.destroy();
    },
  };
};
