import { toBase64 } from "../../../protocol/base64.ts";
import type { KeyId } from "../../../protocol/public-key.ts";

/** A well-formed id of a key that nobody has; another for every number. */
export function keyIdOf(number: number): KeyId {
  const hash = new Uint8Array(32);
  new DataView(hash.buffer).setUint32(0, number);
  return `SHA256:${toBase64(hash).slice(0, 43)}`;
}
