import { concat } from "../protocol/bytes.ts";
import { type KeyType, keyTypes } from "../protocol/key-type.ts";
import { jwkOfKey, keyOfJwk, type PublicJwk, type PublicKey } from "../protocol/public-key.ts";

/**
 * A public key that was checked, a byte as one character each: which type, then its coordinates. A
 * JWK with its texts would be three times as large, and a typed array costs 200 bytes beside its
 * content.
 */
export type PackedKey = string;

const types = Object.values(keyTypes);

export function packKey(jwk: PublicJwk): PackedKey {
  const { type, bytes } = keyOfJwk(jwk);
  // Without the 4 that every uncompressed point begins with.
  const coordinates = bytes.subarray(type.kty === "EC" ? 1 : 0);
  return Buffer.concat([Buffer.of(types.indexOf(type)), coordinates]).toString("latin1");
}

/** The type that a packed key begins with. */
export function typeOfPacked(packed: PackedKey): KeyType {
  const type = types[packed.charCodeAt(0)];
  if (type === undefined) throw new Error("not a packed key");
  return type;
}

/** Characters of a packed key of a type. */
export function packedKeyLength(type: KeyType): number {
  return 1 + (type.kty === "EC" ? 2 : 1) * type.width;
}

export function jwkOf(packed: PackedKey): PublicJwk {
  return jwkOfKey(keyOf(packed));
}

export function keyOf(packed: PackedKey): PublicKey {
  const type = typeOfPacked(packed);
  const coordinates = Buffer.from(packed.slice(1), "latin1");
  const lead = type.kty === "EC" ? [4] : [];
  return { type, bytes: concat(Uint8Array.from(lead), coordinates) };
}
