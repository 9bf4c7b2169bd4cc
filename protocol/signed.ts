import { refuse } from "./codes.ts";
import { signatureMaxLength } from "./limits.ts";
import {
  isSameKey,
  jwkOfKey,
  type KeyId,
  keyIdOf,
  keyOfJwk,
  type PublicJwk,
  type PublicKey,
} from "./public-key.ts";
import { parsePublicJwk } from "./read-key.ts";
import {
  bytesToSign,
  decodeSshSignature,
  encodeSshSignature,
  type Namespace,
  type Signer,
  type Primitives,
  webCrypto,
} from "./sshsig.ts";

/** A signed statement as it travels: text, base64 of the SSHSIG envelope, public JWK. */
export interface Signed {
  readonly payload: string;
  readonly signature: string;
  readonly publicKey: PublicJwk;
}

/** Rebuilds the triple from a value of unknown origin; the statement is not yet read. */
export function parseSigned(value: unknown, maxPayload: number): Signed {
  if (typeof value !== "object" || value === null) throw malformed("is not an object");
  const { payload, signature, publicKey } = value as Record<string, unknown>;
  // First of all: a private key must be told of, whatever else is wrong with the message.
  const jwk = parsePublicJwk(publicKey);
  if (typeof payload !== "string" || payload.length > maxPayload) throw malformed("has no payload");
  if (typeof signature !== "string" || signature.length > signatureMaxLength) {
    throw malformed("has no signature");
  }
  return { payload, signature, publicKey: jwk };
}

export async function signStatement(
  payload: string,
  namespace: Namespace,
  key: PublicKey,
  sign: Signer,
): Promise<Signed> {
  const signature = await sign(await bytesToSign(namespace, payload));
  return {
    payload,
    signature: encodeSshSignature({ key, namespace, signature }),
    publicKey: jwkOfKey(key),
  };
}

/** Gives the id of the key that signed, or refuses with code `auth` and the check that failed. */
export async function verifySigned(
  signed: Signed,
  namespace: Namespace,
  primitives: Primitives = webCrypto,
): Promise<KeyId> {
  const parts = decodeSshSignature(signed.signature);
  if (parts.namespace !== namespace) {
    throw refuse("auth", "namespace", `signed for ${JSON.stringify(parts.namespace.slice(0, 60))}`);
  }
  if (!isSameKey(parts.key, keyOfJwk(signed.publicKey))) {
    throw refuse("auth", "public-key", "the public key is not the one inside the signature");
  }
  const data = await bytesToSign(namespace, signed.payload, primitives.sha512);
  if (!(await primitives.verify(parts.key, data, parts.signature))) {
    throw refuse("auth", "signature", "the signature does not verify");
  }
  return keyIdOf(parts.key, primitives.sha256);
}

function malformed(what: string): Error {
  return refuse("format", "message", `the signed statement ${what}`);
}
