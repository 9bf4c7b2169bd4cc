import { toBase64url } from "./base64.ts";
import type { Bytes } from "./bytes.ts";
import { concat } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { peerIdBytes } from "./limits.ts";

/**
 * Names a session, not a person: the first 16 bytes of H(join statement). The same after a resume
 * and on every node, and the server cannot give it to another.
 */
export function peerIdOfHash(joinHash: Uint8Array): string {
  return toBase64url(joinHash.subarray(0, peerIdBytes));
}

/** A binary relay frame: 16-byte peer id ‖ sealed box. */
export function joinRelayFrame(peerId: Uint8Array, box: Uint8Array): Bytes {
  return concat(peerId, box);
}

export function splitRelayFrame(frame: Bytes): { peerId: string; box: Bytes } {
  if (frame.length <= peerIdBytes) throw refuse("format", "message", "the frame has no box");
  return {
    peerId: toBase64url(frame.subarray(0, peerIdBytes)),
    box: frame.slice(peerIdBytes),
  };
}
