import { expect, test } from "vitest";
import { readCounts } from "../../../extension/call/mesh/link-counts.ts";
import { figuresBetween } from "../../../extension/call/mesh/link-figures.ts";

type Entry = Record<string, unknown> & { readonly id: string };

const report = (...entries: readonly Entry[]) =>
  new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;

/** As Chromium says it, of a link over a relay. */
function chromium(grown: number): RTCStatsReport {
  return report(
    { id: "T", type: "transport", selectedCandidatePairId: "P2" },
    { id: "P1", type: "candidate-pair", nominated: true, bytesSent: 9_999_999 },
    {
      id: "P2",
      type: "candidate-pair",
      localCandidateId: "L",
      remoteCandidateId: "R",
      bytesSent: 1_000 + 50_000 * grown,
      bytesReceived: 2_000 + 25_000 * grown,
      currentRoundTripTime: 0.08,
      availableOutgoingBitrate: 700_000,
    },
    { id: "L", type: "local-candidate", candidateType: "relay", relayProtocol: "tls" },
    { id: "R", type: "remote-candidate", candidateType: "host", protocol: "udp" },
    { id: "C", type: "codec", mimeType: "video/VP8" },
    { id: "D", type: "codec", mimeType: "audio/opus" },
    {
      id: "IA",
      type: "inbound-rtp",
      kind: "audio",
      codecId: "D",
      packetsReceived: 50 * grown,
      packetsLost: 0,
    },
    { id: "IU", type: "inbound-rtp", kind: "audio", packetsReceived: 0 },
    {
      id: "IV",
      type: "inbound-rtp",
      kind: "video",
      codecId: "C",
      packetsReceived: 40 * grown,
      packetsLost: 10 * grown,
      framesDecoded: 20 * grown,
      frameWidth: 480,
      frameHeight: 270,
    },
    { id: "OA", type: "outbound-rtp", kind: "audio", codecId: "D", packetsSent: 25 * grown },
    {
      id: "OV",
      type: "outbound-rtp",
      kind: "video",
      codecId: "C",
      packetsSent: 30 * grown,
      framesSent: 15 * grown,
      frameWidth: 320,
      frameHeight: 180,
      qualityLimitationReason: "cpu",
    },
    { id: "RI", type: "remote-inbound-rtp", kind: "video", fractionLost: 0.25 },
    { id: "M", type: "media-source", kind: "video", framesPerSecond: 28 },
  );
}

test("reads what a browser counts of the pair in use", () => {
  expect(readCounts(chromium(1), 5)).toMatchObject({
    atMs: 5,
    bytesSent: 51_000,
    roundTripMs: 80,
    availableBitsPerSecond: 700_000,
    isRelayed: true,
    protocol: "tcp",
    lossThere: 0.25,
    voicePacketsSent: 25,
    picturePacketsSent: 30,
    voicePacketsReceived: 50,
    sourceFramesPerSecond: 28,
    limitedBy: "machine",
    voiceCodec: "opus",
  });
});

test("two counts are rates over the time between them", () => {
  const before = readCounts(chromium(1), 1_000);
  const figures = figuresBetween(before, readCounts(chromium(3), 3_000));
  expect(figures).toMatchObject({
    up: 400_000,
    down: 200_000,
    lossHere: 0.1,
    received: { framesPerSecond: 20, width: 480, height: 270, codec: "VP8" },
    sent: { framesPerSecond: 15, width: 320, height: 180, codec: "VP8" },
  });
});

test("Firefox marks the pair itself", () => {
  const counts = readCounts(
    report(
      { id: "A", type: "candidate-pair", nominated: true, selected: false, bytesSent: 1 },
      { id: "B", type: "candidate-pair", nominated: true, selected: true, bytesSent: 7 },
    ),
    0,
  );
  expect(counts).toMatchObject({ bytesSent: 7, isRelayed: false, protocol: null });
});

test("a report that says nothing is no figure and no failure", () => {
  const empty = readCounts(report(), 0);
  expect(figuresBetween(empty, readCounts(report(), 0))).toMatchObject({
    up: 0,
    down: 0,
    lossHere: 0,
    roundTripMs: null,
    received: null,
    sent: null,
  });
});

test("counts that run backwards are no negative rates", () => {
  const figures = figuresBetween(readCounts(chromium(3), 0), readCounts(chromium(1), 1_000));
  expect(figures).toMatchObject({ up: 0, down: 0, lossHere: 0 });
  expect(figures.received?.framesPerSecond).toBe(0);
});
