/** Of one packet of voice. */
const packetMs = 40;

/**
 * Their description with what this side wants of its own Opus encoder, which follows what the
 * other's description asks for (RFC 7587): silence sends next to nothing (`usedtx`), and what is
 * lost is made up for out of the packet behind it (`useinbandfec`). Longer packets cost fewer
 * headers and less work, and delay the voice by as much.
 *
 * For a description that pin-sdp.ts has read: plain lines, each ended by CR LF.
 */
export function tuneOpus(sdp: string): string {
  const lines = sdp.split("\r\n").filter((line) => !line.startsWith("a=ptime:"));
  const opus = new Set(
    lines.flatMap((line) => /^a=rtpmap:(\d+) opus\/48000/i.exec(line)?.[1] ?? []),
  );
  return lines
    .flatMap((line) => {
      const [, format = "", parameters = ""] = /^a=fmtp:(\d+) (.*)$/.exec(line) ?? [];
      if (!opus.has(format)) return [line];
      const kept = parameters
        .split(";")
        .filter((each) => !/^\s*($|usedtx=|useinbandfec=)/i.test(each));
      const tuned = [...kept, "usedtx=1", "useinbandfec=1"].join(";");
      return [`a=fmtp:${format} ${tuned}`, `a=ptime:${packetMs}`];
    })
    .join("\r\n");
}
