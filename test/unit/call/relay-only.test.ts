import { describe, expect, it } from "vitest";
import { hideAddress, relaysAmong } from "../../../extension/call/connection/relay-only.ts";

const line = (rest: string): string => `candidate:1 1 udp 2122260223 ${rest}`;
const candidate = (text: string) =>
  ({
    type: "candidate",
    candidate: { candidate: text, sdpMid: "0", sdpMLineIndex: 0 },
  }) as const;

describe("hiding one's address", () => {
  it.each([
    ["of this machine", line("192.0.2.7 49152 typ host generation 0")],
    ["of this machine by a name", line("a1b2.local 49152 typ host generation 0")],
    ["on the internet", line("198.51.100.7 49152 typ srflx raddr 192.0.2.7 rport 49152")],
    ["that the other side saw", line("198.51.100.7 49152 typ prflx raddr 192.0.2.7 rport 1")],
    ["of a TCP port", line("192.0.2.7 9 typ host tcptype active")],
    ["that only claims to be a relay's", line("192.0.2.7 9 typ host x typ-relay")],
  ])("sends no address %s", (_, text) => {
    expect(hideAddress(candidate(text))).toBeNull();
  });

  it("sends a relay's, without the address that it was asked from", () => {
    const relayed = line("203.0.113.1 50000 typ relay raddr 198.51.100.7 rport 49152 generation 0");
    const sent = hideAddress(candidate(relayed));
    expect(JSON.stringify(sent)).toContain("203.0.113.1");
    expect(JSON.stringify(sent)).not.toContain("198.51.100.7");
  });

  it("sends the end of the candidates", () => {
    expect(hideAddress(candidate(""))).not.toBeNull();
  });

  it("leaves no address in a description", () => {
    const sdp = [
      "v=0",
      "o=- 1 1 IN IP4 127.0.0.1",
      "m=audio 49152 UDP/TLS/RTP/SAVPF 111",
      "c=IN IP4 198.51.100.7",
      "a=rtcp:49153 IN IP4 198.51.100.7",
      `a=${line("192.0.2.7 49152 typ host")}`,
      `a=${line("203.0.113.1 50000 typ relay raddr 198.51.100.7 rport 49152")}`,
      "a=ice-ufrag:abcd",
      "",
    ].join("\r\n");
    const sent = hideAddress({ type: "offer", sdp });
    const text = JSON.stringify(sent);
    expect(text).not.toMatch(/198\.51\.100\.7|192\.0\.2\.7/);
    expect(text).toContain("203.0.113.1");
    expect(text).toContain("a=ice-ufrag:abcd");
  });

  it("asks no server but relays", () => {
    const credentials = { username: "u", credential: "c" };
    expect(
      relaysAmong([
        { urls: ["stun:stun.example.org"] },
        { urls: ["turn:turn.example.org", "stun:stun.example.org"], ...credentials },
        { urls: "turns:turn.example.org", ...credentials },
      ]),
    ).toEqual([
      { urls: ["turn:turn.example.org"], ...credentials },
      { urls: ["turns:turn.example.org"], ...credentials },
    ]);
  });
});
