import { type PublicJwk, pointOfJwk } from "../../protocol/public-key.ts";
import { verifyWithWebCrypto } from "../../protocol/sshsig.ts";
import { randomBytes } from "../../protocol/bytes.ts";

/** True where what the private key signs verifies by the public key it is said to belong to. */
export async function belongTogether(
  privateKey: CryptoKey,
  publicKey: PublicJwk,
): Promise<boolean> {
  const message = randomBytes(32);
  const ecdsa = { name: "ECDSA", hash: "SHA-256" };
  try {
    const signature = new Uint8Array(await crypto.subtle.sign(ecdsa, privateKey, message));
    return await verifyWithWebCrypto(pointOfJwk(publicKey), message, signature);
  } catch {
    // A handle that cannot sign at all fails the test as well.
    return false;
  }
}
