import type { LinkSignal } from "../peers/peer-link.ts";

/**
 * *Hide my address*: everything goes over a relay. The browser is told so, and nothing that it
 * gathers all the same leaves this tab: an address that was sent once is known for good.
 */
export function hideAddress(signal: LinkSignal): LinkSignal | null {
  if (signal.type !== "candidate") return { ...signal, sdp: hideInSdp(signal.sdp) };
  const { candidate } = signal.candidate;
  // Empty: the end of the candidates.
  if (candidate === "") return signal;
  const hidden = hideInCandidate(candidate);
  return hidden === null
    ? null
    : { ...signal, candidate: { ...signal.candidate, candidate: hidden } };
}

/** Those that relay; no other learns that there is a call, or answers what address it came from. */
export function relaysAmong(servers: readonly RTCIceServer[]): RTCIceServer[] {
  return servers
    .map((server) => ({ ...server, urls: [server.urls].flat().filter(isRelay) }))
    .filter(({ urls }) => urls.length > 0);
}

function isRelay(url: string): boolean {
  return /^turns?:/i.test(url);
}

function hideInSdp(sdp: string): string {
  const kept = sdp
    .split("\r\n")
    .map((line) => {
      if (line.startsWith("a=candidate:")) {
        const hidden = hideInCandidate(line.slice(2));
        return hidden === null ? null : `a=${hidden}`;
      }
      // The default address of before candidates: nobody uses it, and it may be one's own.
      if (line.startsWith("c=")) return "c=IN IP4 0.0.0.0";
      return line.startsWith("a=rtcp:") ? "a=rtcp:9 IN IP4 0.0.0.0" : line;
    })
    .filter((line) => line !== null);
  return kept.join("\r\n");
}

/** Null for one that is no relay's; of a relay's the address that it was asked from goes. */
function hideInCandidate(candidate: string): string | null {
  if (!/ typ relay(?: |$)/.test(candidate)) return null;
  return candidate.replace(/ raddr \S+ rport \d+/, " raddr 0.0.0.0 rport 0");
}
