import { describe, expect, it } from "vitest";
import { createIceRestart } from "../../../extension/call/peers/ice-restart.ts";
import type { LinkDescription } from "../../../extension/call/peers/peer-link.ts";
import { ProtocolError } from "../../../protocol/codes.ts";

const certified = `sha-256 ${Array.from({ length: 32 }, () => "AB").join(":")}`;
const other = certified.replace("AB", "CD");
const sdp = (ufrag: string, fingerprint = certified, extra = ""): string =>
  [
    "v=0",
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
    "a=mid:0",
    `a=ice-ufrag:${ufrag}`,
    `a=fingerprint:${fingerprint}`,
    extra,
  ]
    .filter((line) => line !== "")
    .join("\r\n")
    .concat("\r\n");

/** What of a connection a restart touches; descriptions are set as they come. */
function restartOn(signalingState: RTCSignalingState) {
  const set: string[] = [];
  const connection = {
    signalingState,
    remoteDescription: { type: "offer", sdp: sdp("one") },
    localDescription: null as { type: string; sdp: string } | null,
    createOffer: async () => ({ type: "offer", sdp: sdp("mine-2") }),
    createAnswer: async () => ({ type: "answer", sdp: sdp("mine-2") }),
    setLocalDescription: async (description: { type: string; sdp: string }) => {
      connection.localDescription = description;
    },
    setRemoteDescription: async (description: { sdp: string }) => void set.push(description.sdp),
  };
  const signals: LinkDescription[] = [];
  const refusals: unknown[] = [];
  const restart = createIceRestart(connection as unknown as RTCPeerConnection, certified, {
    signal: (signal) => void signals.push(signal),
    refused: (error) => void refusals.push(error),
  });
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { restart, settled, set, signals, refusals };
}

describe("an ICE restart on a living connection", () => {
  it("is answered by its number, with the certificate pinned", async () => {
    const { restart, settled, set, signals, refusals } = restartOn("stable");
    restart.take({ type: "offer", sdp: sdp("two"), restart: 3 });
    await settled();
    expect(refusals).toEqual([]);
    expect(set).toHaveLength(1);
    expect(set[0]).toContain(`a=fingerprint:${certified}`);
    expect(signals).toEqual([{ type: "answer", sdp: sdp("mine-2"), restart: 3 }]);
  });

  it("is offered by its number", async () => {
    const { restart, settled, signals } = restartOn("stable");
    restart.begin(1);
    await settled();
    expect(signals).toEqual([{ type: "offer", sdp: sdp("mine-2"), restart: 1 }]);
  });

  it.each([
    ["names another certificate", sdp("two", other), "fingerprint"],
    ["names a second certificate", sdp("two", certified, `a=fingerprint:${other}`), "fingerprint"],
    ["brings another m-section", sdp("two", certified, "m=video 9 UDP/TLS/RTP/SAVPF 96"), "sdp"],
    ["restarts nothing", sdp("one"), "sdp"],
  ])("is refused, and never set, where it %s", async (_, text, check) => {
    for (const type of ["offer", "answer"] as const) {
      const { restart, settled, set, signals, refusals } = restartOn("have-local-offer");
      restart.take({ type, sdp: text, restart: 1 });
      await settled();
      expect(set).toEqual([]);
      expect(signals).toEqual([]);
      expect(refusals).toHaveLength(1);
      expect(refusals[0]).toBeInstanceOf(ProtocolError);
      expect(refusals[0]).toMatchObject({ check });
    }
  });

  it("takes no answer that nobody waits for", async () => {
    const { restart, settled, set, refusals } = restartOn("stable");
    restart.take({ type: "answer", sdp: sdp("two"), restart: 1 });
    await settled();
    expect(set).toEqual([]);
    expect(refusals).toEqual([]);
  });
});
