import { refuse } from "./codes.ts";

/**
 * Refuses a later description of a living connection unless it is an ICE restart and nothing else:
 * the m-sections of the one in force, the certified fingerprint alone, and ICE credentials that were
 * not used before. The pin alone would drop another certificate without a word.
 *
 * @param inForce the same side's description that the connection uses, as it was set
 * @param next plain SDP as it came, before the pin
 * @param fingerprint certified, `sha-256 AB:…`
 */
export function assertIceRestart(inForce: string, next: string, fingerprint: string): void {
  const before = linesOf(inForce);
  const after = linesOf(next);
  const certified = `a=fingerprint:${fingerprint}`.toLowerCase();
  if (after.some((line) => /^a=fingerprint/i.test(line) && line.toLowerCase() !== certified)) {
    throw refuse("auth", "fingerprint", "a restart names another certificate");
  }
  if (sectionsOf(before) !== sectionsOf(after)) {
    throw refuse("auth", "sdp", "a restart has other m-sections");
  }
  const used = new Set(credentialsOf(before));
  const fresh = credentialsOf(after);
  if (fresh.length === 0 || fresh.some((ufrag) => used.has(ufrag))) {
    throw refuse("auth", "sdp", "a later description is no ICE restart");
  }
}

function linesOf(sdp: string): string[] {
  return sdp.split(/\r\n|\n/);
}

/** Kind, transport and mid of each m-section; ports and payload types may differ. */
function sectionsOf(lines: readonly string[]): string {
  return lines
    .filter((line) => /^m=|^a=mid:/.test(line))
    .map((line) => line.replace(/^m=(\S+) \S+ (\S+).*$/, "m=$1 $2"))
    .join("\n");
}

function credentialsOf(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith("a=ice-ufrag:"));
}
