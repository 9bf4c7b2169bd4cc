import type { LinkCounts, PictureCounts } from "./link-counts.ts";

/** One link over the last moments, for people and for the send ladder. */
export interface LinkFigures {
  /** Bits a second. */
  readonly up: number;
  readonly down: number;
  /** 0 to 1, of what this side received and of what it sent. */
  readonly lossHere: number;
  readonly lossThere: number;
  readonly roundTripMs: number | null;
  readonly availableBitsPerSecond: number | null;
  readonly received: PictureFigures | null;
  readonly sent: PictureFigures | null;
  readonly voiceCodec: string | null;
  readonly isRelayed: boolean;
  readonly protocol: "udp" | "tcp" | null;
  readonly limitedBy: LinkCounts["limitedBy"];
}

export interface PictureFigures {
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  readonly codec: string | null;
}

/** From two counts of one connection, the later one last. */
export function figuresBetween(before: LinkCounts, after: LinkCounts): LinkFigures {
  const seconds = Math.max(0.001, (after.atMs - before.atMs) / 1_000);
  const rate = (of: "bytesSent" | "bytesReceived"): number =>
    Math.max(0, ((after[of] - before[of]) * 8) / seconds);
  const lost = Math.max(0, after.packetsLost - before.packetsLost);
  const came = Math.max(0, after.packetsReceived - before.packetsReceived);
  return {
    up: rate("bytesSent"),
    down: rate("bytesReceived"),
    lossHere: lost === 0 ? 0 : lost / (lost + came),
    lossThere: Math.min(1, Math.max(0, after.lossThere)),
    roundTripMs: after.roundTripMs,
    availableBitsPerSecond: after.availableBitsPerSecond,
    received: pictureBetween(before.received, after.received, seconds),
    sent: pictureBetween(before.sent, after.sent, seconds),
    voiceCodec: after.voiceCodec,
    isRelayed: after.isRelayed,
    protocol: after.protocol,
    limitedBy: after.limitedBy,
  };
}

function pictureBetween(
  before: PictureCounts | null,
  after: PictureCounts | null,
  seconds: number,
): PictureFigures | null {
  if (after === null) return null;
  const { width, height, codec } = after;
  const frames = Math.max(0, after.frames - (before?.frames ?? 0));
  return { framesPerSecond: frames / seconds, width, height, codec };
}
