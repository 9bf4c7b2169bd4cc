import { type Bytes, concat } from "../../../protocol/bytes.ts";
import type { EcdsaType } from "../../../protocol/key-type.ts";
import { tags } from "./der.ts";
import { curveIdOf, objectIds } from "./object-ids.ts";

// PrivateKeyInfo (RFC 5208) as every browser reads it: with the curve named once, and with the
// public key, which some refuse to do without.

export function writeEcPkcs8(type: EcdsaType, scalar: Bytes, point: Bytes): Bytes {
  const key = element(
    tags.sequence,
    integer(1),
    element(tags.octetString, scalar),
    element(tags.context1, element(tags.bitString, Uint8Array.of(0), point)),
  );
  return info(
    element(tags.sequence, objectId(objectIds.ecPublicKey), objectId(curveIdOf(type))),
    key,
  );
}

/** RFC 8410 section 7. */
export function writeEdwardsPkcs8(seed: Bytes): Bytes {
  return info(element(tags.sequence, objectId(objectIds.ed25519)), element(tags.octetString, seed));
}

function info(algorithm: Bytes, key: Bytes): Bytes {
  return element(tags.sequence, integer(0), algorithm, element(tags.octetString, key));
}

function element(tag: number, ...contents: readonly Uint8Array[]): Bytes {
  const content = concat(...contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : lengthOfTwo(length);
  return concat(Uint8Array.of(tag, ...size), content);
}

function lengthOfTwo(length: number): number[] {
  return [0x82, length >> 8, length & 0xff];
}

function integer(value: number): Bytes {
  return element(tags.integer, Uint8Array.of(value));
}

function objectId(hex: string): Bytes {
  const bytes = hex.match(/../g) ?? [];
  return element(
    tags.objectId,
    Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)),
  );
}
