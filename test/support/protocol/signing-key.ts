import { createECDH } from "node:crypto";
import { toBase64url } from "../../../protocol/base64.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import {
  keyIdOfPoint,
  jwkOfPoint,
  type KeyId,
  type PublicJwk,
} from "../../../protocol/public-key.ts";
import type { Signer } from "../../../protocol/sshsig.ts";

/** A P-256 key that signs: an identity in a wallet, or the signing key of one call. */
export interface SigningKey {
  readonly keyId: KeyId;
  /** 65 bytes, uncompressed. */
  readonly point: Bytes;
  /** `point` in the 87 characters of statements. */
  readonly pointText: string;
  readonly jwk: PublicJwk;
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

export function privateJwkOfSecret(hex: string): PublicJwk & { readonly d: string } {
  return { ...jwkOfPoint(pointOfSecret(hex)), d: toBase64url(Buffer.from(hex, "hex")) };
}

async function signingKey(privateKey: CryptoKey, point: Bytes): Promise<SigningKey> {
  const ecdsa = { name: "ECDSA", hash: "SHA-256" };
  return {
    keyId: await keyIdOfPoint(point),
    point,
    pointText: toBase64url(point),
    jwk: jwkOfPoint(point),
    sign: async (data) => new Uint8Array(await crypto.subtle.sign(ecdsa, privateKey, data)),
  };
}
