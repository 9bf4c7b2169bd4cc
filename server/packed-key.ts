import { type Bytes, concat } from "../protocol/bytes.ts";
import { type PublicJwk, pointOfJwk } from "../protocol/public-key.ts";

/**
 * A public key that was checked, 64 bytes as one character each: coordinates x and y. A JWK with its
 * two texts would be three times as large, and a typed array costs 200 bytes beside its content.
 */
export type PackedKey = string;

export function packKey(jwk: PublicJwk): PackedKey {
  const point = pointOfJwk(jwk);
  // Keys of other kinds are larger: this must not cut them silently.
  if (point.length !== 65) throw new Error("only P-256 keys can be packed");
  return Buffer.from(point.buffer, 1).toString("latin1");
}

export function jwkOf(packed: PackedKey): PublicJwk {
  const coordinates = Buffer.from(packed, "latin1");
  return {
    kty: "EC",
    crv: "P-256",
    x: coordinates.toString("base64url", 0, 32),
    y: coordinates.toString("base64url", 32),
  };
}

/** 65 bytes, uncompressed. */
export function pointOf(packed: PackedKey): Bytes {
  return concat(Uint8Array.of(4), Buffer.from(packed, "latin1"));
}
