import type { LinkHistory, MeshView } from "../../../extension/call/mesh/mesh-view.ts";

const seconds = Array.from({ length: 60 }, (_, second) => second);
const wave = (second: number, seed: number): number => 1 + Math.sin((second + seed * 7) / 5) / 3;

function history(seed: number, changes: Partial<LinkHistory["now"]> = {}): LinkHistory {
  const past = seconds.map((second) => ({
    up: 280_000 * wave(second, seed),
    down: 420_000 * wave(second, seed + 3),
    loss: second % 17 === seed ? 0.03 : 0,
    roundTripMs: 45 * wave(second, seed),
    framesPerSecond: 20 - (second % 13 === seed ? 6 : 0),
  }));
  return {
    past,
    now: {
      up: 281_000,
      down: 1_430_000,
      lossHere: 0.004,
      lossThere: 0,
      roundTripMs: 46,
      availableBitsPerSecond: 2_400_000,
      received: { framesPerSecond: 20.2, width: 640, height: 360, codec: "VP8" },
      sent: { framesPerSecond: 19.8, width: 480, height: 270, codec: "VP8" },
      voiceCodec: "opus",
      isRelayed: false,
      protocol: "udp",
      limitedBy: "nothing",
      ...changes,
    },
  };
}

/** Of a call with at least three others: one of each quality, and words about each other. */
export const mesh: MeshView = {
  quality: {
    "peer-1": { level: "good", because: null },
    "peer-2": { level: "fair", because: "delay" },
    "peer-3": { level: "poor", because: "loss" },
  },
  troubles: [
    { id: "1", kind: "no-link", who: "peer-1", whom: "peer-3", bothSay: true },
    { id: "2", kind: "not-heard", who: "peer-2", whom: "peer-1", bothSay: false },
    { id: "3", kind: "not-seen", who: "peer-3", whom: null, bothSay: false },
  ],
  limit: "machine",
  statistics: {
    "peer-1": history(1),
    "peer-2": history(2, { roundTripMs: 340, isRelayed: true, protocol: "tcp" }),
    "peer-3": history(3, { lossHere: 0.11, received: null, sent: null, roundTripMs: null }),
  },
};
