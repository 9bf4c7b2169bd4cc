import type { KeyId } from "../../../protocol/public-key.ts";

/** Enough of a key id to point at somebody in a sentence; never to tell two keys apart. */
export function shortKeyId(key: KeyId): string {
  return key.slice(0, "SHA256:".length + 8);
}
