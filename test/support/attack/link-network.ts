import type { Bytes } from "../../../protocol/bytes.ts";
import { refuse } from "../../../protocol/codes.ts";
import { pinSdp } from "../../../protocol/pin-sdp.ts";
import type {
  LinkEvents,
  LinkOptions,
  OpenPeerLink,
  PeerLink,
} from "../../../extension/call/peers/peer-link.ts";
import type { MediaSlot } from "../../../extension/call/peers/media-slot.ts";
import { fingerprintOf } from "./paper-certificate.ts";

/**
 * Links without a browser, true in what the attacks here are about: a description names its
 * sender's certificate, an end connects only where the other's certificate is the one that it
 * expects, and what is sent arrives in its order. An attacker's end expects nothing.
 */
export interface LinkNetwork {
  readonly openLink: OpenPeerLink;
  /** An end of somebody who obeys nobody; `fingerprint` is of the certificate really in use. */
  readonly openRawEnd: (fingerprint: string, events: RawEvents) => RawEnd;
  /** Every link that a victim has opened. */
  readonly links: readonly WatchedLink[];
}

export interface RawEvents {
  readonly opened: () => void;
  /** The handshake failed: one side's certificate is not the one that the other expects. */
  readonly mismatched?: () => void;
  readonly data: (data: string | Bytes) => void;
  readonly closed: () => void;
}

export interface RawEnd {
  readonly offer: () => string;
  readonly answer: (offer: string) => string;
  readonly accept: (answer: string) => void;
  readonly send: (data: string | Bytes) => void;
  readonly close: () => void;
}

/** A victim's link, as an attacker would like to have it. */
export interface WatchedLink {
  /** Of the peer that it is for. */
  readonly fingerprint: string;
  readonly isOpen: () => boolean;
  /** Slots that ever carried a track of the victim's. */
  readonly sent: ReadonlySet<MediaSlot>;
  /** As where the other machine loses its power: nobody says anything. */
  readonly cut: () => void;
}

interface End {
  readonly id: string;
  /** Of the certificate in use. */
  readonly fingerprint: string;
  /** What its own description says; null: whatever the other side is. */
  expects: string | null;
  other: End | null;
  isOpen: boolean;
  readonly events: RawEvents;
}

const lateMs = 5;

export function createLinkNetwork(): LinkNetwork {
  const ends = new Map<string, End>();
  const links: WatchedLink[] = [];
  let count = 0;

  const newEnd = (fingerprint: string, events: RawEvents): End => {
    count += 1;
    const end: End = {
      id: String(count),
      fingerprint,
      expects: null,
      other: null,
      isOpen: false,
      events,
    };
    ends.set(end.id, end);
    return end;
  };

  const heard = (end: End, sdp: string, expects: string | null): void => {
    const [, id] = /^a=paper-end:(\d+)\r?$/m.exec(sdp) ?? [];
    end.other = ends.get(id ?? "") ?? null;
    end.expects = expects;
    const { other } = end;
    if (other === null || other.other !== end) return;
    queueMicrotask(() => handshake(end, other));
  };

  const handshake = (a: End, b: End): void => {
    if (a.isOpen || b.isOpen) return;
    const fits = (one: End, other: End): boolean =>
      one.expects === null || one.expects === other.fingerprint;
    if (!fits(a, b) || !fits(b, a)) {
      for (const end of [a, b]) end.events.mismatched?.();
      for (const end of [a, b]) shut(end);
      return;
    }
    for (const end of [a, b]) end.isOpen = true;
    for (const end of [a, b]) end.events.opened();
  };

  const shut = (end: End): void => {
    if (!ends.delete(end.id)) return;
    end.isOpen = false;
    const { other } = end;
    end.other = null;
    if (other !== null) queueMicrotask(() => shut(other));
    end.events.closed();
  };

  const deliver = (end: End, data: string | Bytes): void => {
    const { other } = end;
    // A task of its own each: a real channel never delivers within `send`.
    if (end.isOpen && other !== null) {
      setImmediate(() => {
        if (other.isOpen) other.events.data(data);
      });
    }
  };

  const openLink: OpenPeerLink = (options: LinkOptions, events: LinkEvents): PeerLink => {
    let isOver = false;
    const sent = new Set<MediaSlot>();
    const early: (string | Bytes)[] = [];
    let isAnnounced = false;
    let arrivals = 0;
    const mine = newEnd(fingerprintOf(options.certificate), {
      opened: () => {
        // Late, as simple-peer is; as peer-link.ts does, it then gives what has come already.
        setTimeout(() => {
          if (isOver) return;
          isAnnounced = true;
          events.opened();
          for (const data of early.splice(0)) events.data(data);
        }, lateMs);
      },
      data: (data) => {
        if (!isAnnounced) early.push(data);
        else if (!isOver) events.data(data);
      },
      mismatched: () => {
        if (!isOver) events.refused(refuse("auth", "fingerprint", "another certificate"));
      },
      closed: () => {
        if (isOver) return;
        isOver = true;
        events.closed();
      },
    });
    links.push({
      fingerprint: options.fingerprint,
      isOpen: () => mine.isOpen,
      sent,
      cut: () => shut(mine),
    });
    if (options.isInitiator) {
      queueMicrotask(() => {
        if (!isOver) events.signal({ type: "offer", sdp: describe(mine) });
      });
    }
    return {
      signal: (signal) => {
        if (isOver || signal.type === "candidate") return;
        try {
          heard(mine, pinSdp(signal.sdp, options.fingerprint), options.fingerprint);
        } catch (error) {
          return events.refused(error);
        }
        if (signal.type === "offer") events.signal({ type: "answer", sdp: describe(mine) });
      },
      send: (data) => deliver(mine, data),
      buffered: () => 0,
      drained: async () => undefined,
      setTrack: (slot, track) => {
        if (track !== null) sent.add(slot);
      },
      stream: () => paperStream,
      screenStream: () => paperStream,
      audioLevel: () => 0,
      remoteFingerprint: async () => mine.other?.fingerprint ?? null,
      setSending: () => undefined,
      statistics: async () => new Map(),
      // Paper is never quiet: what is cut is shut.
      mediaHeard: () => (arrivals += 1),
      packetsHeard: async () => arrivals,
      refreshVideo: () => undefined,
      restartIce: () => undefined,
      setIceServers: () => undefined,
      close: () => {
        isOver = true;
        shut(mine);
      },
    };
  };

  return {
    openLink,
    links,
    openRawEnd: (fingerprint, events) => {
      const mine = newEnd(fingerprint, events);
      return {
        offer: () => describe(mine),
        answer: (offer) => {
          heard(mine, offer, null);
          return describe(mine);
        },
        accept: (answer) => heard(mine, answer, null),
        send: (data) => deliver(mine, data),
        close: () => shut(mine),
      };
    },
  };
}

// What a victim would show of a bound peer; only whether there is one is looked at.
const paperStream = {} as MediaStream;

function describe({ id, fingerprint }: End): string {
  return [
    "v=0",
    "o=- 1 1 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
    `a=fingerprint:${fingerprint}`,
    `a=paper-end:${id}`,
    "",
  ].join("\r\n");
}
