import { refuse } from "./codes.ts";
import { parseFingerprint } from "./join.ts";
import { sdpMaxBytes } from "./limits.ts";

/**
 * Attributes that could bring another certificate or key into the description, and whatever begins
 * like one: libwebrtc also takes a space for the colon.
 */
const dropped = /^a=(fingerprint|identity|crypto|key-mgmt)|^k=/i;

/**
 * The description with the certified fingerprint in every m-section and no other anywhere. To look
 * for the first one is not enough: Chromium follows the last, or the media-level one. For every
 * remote description, first and later: a later offer could move a live connection.
 */
export function pinSdp(sdp: string, fingerprint: string): string {
  parseFingerprint(fingerprint);
  if (sdp.length > sdpMaxBytes) throw refuse("size", "sdp", "the description is too long");
  const lines = sdp.split(/\r\n|\n/);
  if (lines.at(-1) === "") lines.pop();
  for (const line of lines) {
    // No tab, no bare CR, no space before the attribute's name: readers differ on such lines.
    if (!/^[a-z]=[\x21-\x7e][\x20-\x7e]*$/.test(line)) {
      throw refuse("auth", "sdp", "the description has a line that is not plain SDP");
    }
  }
  const kept = lines.filter((line) => !dropped.test(line));
  const pinned = `a=fingerprint:${fingerprint}`;
  const out: string[] = [];
  let sections = 0;
  let isPending = false;
  for (const line of kept) {
    const opensSection = line.startsWith("m=");
    if (isPending && (opensSection || line.startsWith("a="))) {
      out.push(pinned);
      isPending = false;
    }
    if (opensSection) {
      sections += 1;
      isPending = true;
    }
    out.push(line);
  }
  if (isPending) out.push(pinned);
  if (sections === 0) throw refuse("auth", "sdp", "the description describes nothing");
  return `${out.join("\r\n")}\r\n`;
}
