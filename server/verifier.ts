import { KeyObject, verify, webcrypto } from "node:crypto";
import type { Verifier } from "../protocol/sshsig.ts";

const p256 = { name: "ECDSA", namedCurve: "P-256" };

/**
 * Verifies with node:crypto, which takes half of WebCrypto's time. The key goes in as a raw point,
 * which only WebCrypto takes: OpenSSL checks a JWK's point by multiplying it with the order of the
 * curve, though being on P-256 is all there is to check, and takes longest with a DER file.
 *
 * No key is kept for the next time. Most people join once; and keys that were kept for a while and
 * then collected left the process 2 KB larger for each of 5,000 members, for good.
 */
export function createVerifier(): Verifier {
  return async (point, data, signature) => {
    const imported = await webcrypto.subtle.importKey("raw", point, p256, true, ["verify"]);
    const key = KeyObject.from(imported);
    return verify("sha256", data, { key, dsaEncoding: "ieee-p1363" }, signature);
  };
}
