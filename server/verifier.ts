import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { Verifier } from "../protocol/sshsig.ts";

/**
 * Verifies with node:crypto, which takes a third of WebCrypto's time, and keeps the keys it has
 * imported most recently: who joins and resumes is often the same.
 */
export function createVerifier(maxKeys = 256): Verifier {
  const keys = new Map<string, KeyObject>();

  const keyOf = (point: Uint8Array): KeyObject => {
    const name = Buffer.from(point).toString("latin1");
    const known = keys.get(name);
    // Taken out and put back: a Map gives its entries in the order they came in.
    keys.delete(name);
    const key = known ?? importPoint(point);
    keys.set(name, key);
    if (keys.size > maxKeys) {
      const [oldest] = keys.keys();
      if (oldest !== undefined) keys.delete(oldest);
    }
    return key;
  };

  return async (point, data, signature) =>
    verify("sha256", data, { key: keyOf(point), dsaEncoding: "ieee-p1363" }, signature);
}

/** As a JWK: OpenSSL takes twice as long to make its way through a DER file. */
function importPoint(point: Uint8Array): KeyObject {
  const x = Buffer.from(point.subarray(1, 33)).toString("base64url");
  const y = Buffer.from(point.subarray(33)).toString("base64url");
  return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
}
