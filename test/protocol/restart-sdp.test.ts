import { describe, expect, it } from "vitest";
import { assertIceRestart } from "../../protocol/restart-sdp.ts";
import { refusalOf } from "../support/protocol/refusal.ts";

const certified = `sha-256 ${Array.from({ length: 32 }, () => "AB").join(":")}`;
const other = certified.replace("AB", "CD");

function sdp({
  ufrag = "one",
  fingerprint = certified,
  sections = [
    "m=audio 9 UDP/TLS/RTP/SAVPF 111",
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
  ],
  extra = "",
} = {}): string {
  const bodies = sections.map(
    (line, mid) => `${line}\r\na=mid:${mid}\r\na=ice-ufrag:${ufrag}\r\na=ice-pwd:${ufrag}pass\r\n`,
  );
  return `v=0\r\na=fingerprint:${fingerprint}\r\n${bodies.join("")}${extra}`;
}
const inForce = sdp();

describe("a later description of a living connection", () => {
  it("is taken as an ICE restart", () => {
    expect(() => assertIceRestart(inForce, sdp({ ufrag: "two" }), certified)).not.toThrow();
  });

  it("may have other ports and payload types", () => {
    const sections = [
      "m=audio 50000 UDP/TLS/RTP/SAVPF 111 63",
      "m=application 50000 UDP/DTLS/SCTP webrtc-datachannel",
    ];
    expect(() =>
      assertIceRestart(inForce, sdp({ ufrag: "two", sections }), certified),
    ).not.toThrow();
  });

  it.each([
    ["with another certificate", sdp({ ufrag: "two", fingerprint: other }), "fingerprint"],
    [
      "with a second certificate below",
      sdp({ ufrag: "two", extra: `a=fingerprint:${other}\r\n` }),
      "fingerprint",
    ],
    [
      "with a second certificate written oddly",
      sdp({ ufrag: "two", extra: `a=FingerPrint ${other}\r\n` }),
      "fingerprint",
    ],
    [
      "with one m-section more",
      sdp({
        ufrag: "two",
        sections: [
          "m=audio 9 UDP/TLS/RTP/SAVPF 111",
          "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
          "m=video 9 UDP/TLS/RTP/SAVPF 96",
        ],
      }),
      "sdp",
    ],
    [
      "with one m-section less",
      sdp({ ufrag: "two", sections: ["m=audio 9 UDP/TLS/RTP/SAVPF 111"] }),
      "sdp",
    ],
    [
      "with an m-section of another kind",
      sdp({
        ufrag: "two",
        sections: [
          "m=video 9 UDP/TLS/RTP/SAVPF 111",
          "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
        ],
      }),
      "sdp",
    ],
    [
      "without DTLS",
      sdp({
        ufrag: "two",
        sections: ["m=audio 9 RTP/AVPF 111", "m=application 9 UDP/DTLS/SCTP webrtc-datachannel"],
      }),
      "sdp",
    ],
    ["with the credentials of before", sdp(), "sdp"],
    ["with no credentials", sdp().replaceAll(/a=ice-.*\r\n/g, ""), "sdp"],
  ])("is refused %s", async (_, next, check) => {
    expect(await refusalOf(() => assertIceRestart(inForce, next, certified))).toMatchObject({
      code: "auth",
      check,
    });
  });
});
