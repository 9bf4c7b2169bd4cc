import { keyOfJwk, type PublicJwk } from "../../protocol/public-key.ts";
import { signatureAlgorithm, verifyWithWebCrypto } from "../../protocol/sshsig.ts";
import { randomBytes } from "../../protocol/bytes.ts";

/** True where what the private key signs verifies by the public key it is said to belong to. */
export async function belongTogether(
  privateKey: CryptoKey,
  publicKey: PublicJwk,
): Promise<boolean> {
  const message = randomBytes(32);
  const key = keyOfJwk(publicKey);
  try {
    const algorithm = signatureAlgorithm(key.type);
    const signature = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, message));
    return await verifyWithWebCrypto(key, message, signature);
  } catch {
    // A handle that cannot sign at all fails the test as well.
    return false;
  }
}
