import { createECDH } from "node:crypto";
import { toBase64url } from "../../../protocol/base64.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import {
  jwkOfKey,
  type KeyId,
  keyIdOf,
  type EcPublicJwk,
  type PublicKey,
} from "../../../protocol/public-key.ts";
import { keyOfPoint } from "../../../protocol/read-key.ts";
import { type Curve, keyTypes } from "../../../protocol/key-type.ts";
import { signatureAlgorithm } from "../../../protocol/sshsig.ts";
import type { Signer } from "../../../protocol/sshsig.ts";

/** A P-256 key that signs: an identity in a wallet, or the signing key of one call. */
export interface SigningKey {
  readonly keyId: KeyId;
  /** 65 bytes, uncompressed. */
  readonly point: Bytes;
  /** `point` in the 87 characters of statements. */
  readonly pointText: string;
  readonly jwk: EcPublicJwk;
  /** The same in the form that signatures are checked by. */
  readonly key: PublicKey;
  /** Gives 64 bytes r ‖ s, as the wallet's signer does. */
  readonly sign: Signer;
}

export async function makeSigningKey(): Promise<SigningKey> {
  const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(ecdsa, false, ["sign", "verify"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return signingKey(pair.privateKey, new Uint8Array(raw));
}

/** The public point, 65 bytes, of a secret known beforehand: 32 bytes in hex. */
export function pointOfSecret(hex: string): Bytes {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(hex, "hex");
  return new Uint8Array(ecdh.getPublicKey());
}

export function privateJwkOfSecret(hex: string): EcPublicJwk & { readonly d: string } {
  return { ...jwkOfPoint(pointOfSecret(hex)), d: toBase64url(Buffer.from(hex, "hex")) };
}

function jwkOfPoint(point: Bytes): EcPublicJwk {
  return jwkOfKey(keyOfPoint(point)) as EcPublicJwk;
}

async function signingKey(privateKey: CryptoKey, point: Bytes): Promise<SigningKey> {
  const ecdsa = { name: "ECDSA", hash: "SHA-256" };
  return {
    keyId: await keyIdOf(keyOfPoint(point)),
    point,
    pointText: toBase64url(point),
    key: keyOfPoint(point),
    jwk: jwkOfPoint(point),
    sign: async (data) => new Uint8Array(await crypto.subtle.sign(ecdsa, privateKey, data)),
  };
}

/** A signing key of any kind that an identity may be of. */
export async function makeKeyOf(
  crv: Curve,
): Promise<Omit<SigningKey, "point" | "pointText" | "jwk">> {
  const type = keyTypes[crv];
  const algorithm = type.kty === "EC" ? { name: "ECDSA", namedCurve: crv } : { name: crv };
  const pair = (await crypto.subtle.generateKey(algorithm, false, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  const key = { type, bytes: new Uint8Array(raw) };
  return {
    key,
    keyId: await keyIdOf(key),
    sign: async (data) =>
      new Uint8Array(await crypto.subtle.sign(signatureAlgorithm(type), pair.privateKey, data)),
  };
}
