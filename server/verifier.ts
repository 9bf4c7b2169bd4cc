import { verify } from "node:crypto";
import { jwkOfKey } from "../protocol/public-key.ts";
import type { Verifier } from "../protocol/sshsig.ts";

/**
 * Verifies with node:crypto, which takes a third of WebCrypto's time. The key goes in as a JWK:
 * OpenSSL takes twice as long to make its way through a DER file.
 *
 * No key is kept for the next time. Most people join once; and keys that were kept for a while and
 * then collected left the process 2 KB larger for each of 5,000 members, for good.
 */
export function createVerifier(): Verifier {
  return async (publicKey, data, signature) => {
    const { type } = publicKey;
    const key = { ...jwkOfKey(publicKey) };
    // Ed25519 hashes by itself.
    const hash = type.kty === "EC" ? type.hash : null;
    return verify(hash, data, { key, format: "jwk", dsaEncoding: "ieee-p1363" }, signature);
  };
}
