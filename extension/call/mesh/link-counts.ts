/**
 * What one connection's statistics say, as they are counted: sums since it began. The names of
 * fields are those of webrtc-stats; a browser that leaves one out gives 0 or null here.
 */
export interface LinkCounts {
  readonly atMs: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Of the pair of candidates in use. */
  readonly roundTripMs: number | null;
  readonly availableBitsPerSecond: number | null;
  readonly isRelayed: boolean;
  readonly protocol: "udp" | "tcp" | null;
  /** Of what this side sends: as the other side reported it, 0 to 1. */
  readonly lossThere: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly voicePacketsSent: number;
  readonly voicePacketsReceived: number;
  readonly picturePacketsSent: number;
  readonly picturePacketsReceived: number;
  readonly received: PictureCounts | null;
  readonly sent: PictureCounts | null;
  readonly voiceCodec: string | null;
  /** Of the camera, before it is sent to anybody. */
  readonly sourceFramesPerSecond: number | null;
  /** Why less is sent than was wished. */
  readonly limitedBy: "nothing" | "machine" | "network";
}

/** Of the camera's picture; of a screen where there is no camera. */
export interface PictureCounts {
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly codec: string | null;
}

/** One entry of a report: any of the dictionaries of webrtc-stats. */
interface Entry {
  readonly type: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

export function readCounts(report: RTCStatsReport, atMs: number): LinkCounts {
  const entries = new Map<string, Entry>();
  report.forEach((entry: Entry) => entries.set(entry.id, entry));
  const all = [...entries.values()];
  const of = (type: string, kind?: string): Entry[] =>
    all.filter((entry) => entry.type === type && (kind === undefined || entry["kind"] === kind));
  const pair = pairInUse(all, entries);
  const codec = (entry: Entry | undefined): string | null => {
    const mime = entries.get(textOf(entry?.["codecId"]))?.["mimeType"];
    return typeof mime === "string" ? mime.replace(/^.*\//, "") : null;
  };
  const inbound = [...of("inbound-rtp", "audio"), ...of("inbound-rtp", "video")];
  const pictureIn = largest(of("inbound-rtp", "video"), "framesDecoded");
  const pictureOut = largest(of("outbound-rtp", "video"), "framesSent");
  const voiceIn = largest(of("inbound-rtp", "audio"), "packetsReceived");
  const voiceOut = largest(of("outbound-rtp", "audio"), "packetsSent");
  return {
    atMs,
    bytesSent: numberOf(pair?.["bytesSent"]),
    bytesReceived: numberOf(pair?.["bytesReceived"]),
    roundTripMs: millisecondsOf(pair?.["currentRoundTripTime"]),
    availableBitsPerSecond: numberOrNull(pair?.["availableOutgoingBitrate"]),
    isRelayed: isRelayed(pair, entries),
    protocol: protocolOf(pair, entries),
    lossThere: Math.max(0, ...of("remote-inbound-rtp").map((it) => numberOf(it["fractionLost"]))),
    packetsReceived: sum(inbound, "packetsReceived"),
    packetsLost: Math.max(0, sum(inbound, "packetsLost")),
    voicePacketsSent: sum(of("outbound-rtp", "audio"), "packetsSent"),
    voicePacketsReceived: sum(of("inbound-rtp", "audio"), "packetsReceived"),
    picturePacketsSent: sum(of("outbound-rtp", "video"), "packetsSent"),
    picturePacketsReceived: sum(of("inbound-rtp", "video"), "packetsReceived"),
    received: pictureOf(pictureIn, "framesDecoded", codec(pictureIn)),
    sent: pictureOf(pictureOut, "framesSent", codec(pictureOut)),
    voiceCodec: codec(voiceIn) ?? codec(voiceOut),
    sourceFramesPerSecond: numberOrNull(of("media-source", "video")[0]?.["framesPerSecond"]),
    limitedBy: limitOf(of("outbound-rtp", "video")),
  };
}

/** Chromium names it on the transport; Firefox marks the pair. */
function pairInUse(all: readonly Entry[], entries: ReadonlyMap<string, Entry>): Entry | undefined {
  const transport = all.find(({ type }) => type === "transport");
  const named = entries.get(textOf(transport?.["selectedCandidatePairId"]));
  return (
    named ??
    all.find((it) => it.type === "candidate-pair" && it["selected"] === true) ??
    all.find((it) => it.type === "candidate-pair" && it["nominated"] === true)
  );
}

function isRelayed(pair: Entry | undefined, entries: ReadonlyMap<string, Entry>): boolean {
  return [pair?.["localCandidateId"], pair?.["remoteCandidateId"]].some(
    (id) => entries.get(textOf(id))?.["candidateType"] === "relay",
  );
}

function protocolOf(
  pair: Entry | undefined,
  entries: ReadonlyMap<string, Entry>,
): "udp" | "tcp" | null {
  const local = entries.get(textOf(pair?.["localCandidateId"]));
  // Over a relay it is the way to the relay that firewalls decide.
  const said = textOf(local?.["relayProtocol"] ?? local?.["protocol"]).toLowerCase();
  if (said === "tls" || said === "tcp") return "tcp";
  return said === "udp" ? "udp" : null;
}

function limitOf(sent: readonly Entry[]): LinkCounts["limitedBy"] {
  const reasons = new Set(sent.map((entry) => entry["qualityLimitationReason"]));
  if (reasons.has("cpu")) return "machine";
  return reasons.has("bandwidth") ? "network" : "nothing";
}

function pictureOf(
  entry: Entry | undefined,
  frames: string,
  codec: string | null,
): PictureCounts | null {
  if (entry === undefined || numberOf(entry[frames]) === 0) return null;
  return {
    frames: numberOf(entry[frames]),
    width: numberOf(entry["frameWidth"]),
    height: numberOf(entry["frameHeight"]),
    codec,
  };
}

function largest(entries: readonly Entry[], field: string): Entry | undefined {
  return entries.toSorted((a, b) => numberOf(b[field]) - numberOf(a[field]))[0];
}

function sum(entries: readonly Entry[], field: string): number {
  return entries.reduce((total, entry) => total + numberOf(entry[field]), 0);
}

function millisecondsOf(seconds: unknown): number | null {
  return typeof seconds === "number" ? seconds * 1_000 : null;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function numberOf(value: unknown): number {
  return numberOrNull(value) ?? 0;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
