import { fingerprintText } from "../../../protocol/bind-crypto.ts";
import { toBase64url } from "../../../protocol/base64.ts";
import { type Bytes, randomBytes } from "../../../protocol/bytes.ts";
import {
  makeSigningKey,
  pointOfSecret,
  privateJwkOfSecret,
  type SigningKey,
} from "./signing-key.ts";

const ecdh = { name: "ECDH", namedCurve: "P-256" };

export interface DhKey {
  /** 65 bytes, uncompressed. */
  readonly point: Bytes;
  /** `point` in the 87 characters of statements. */
  readonly pointText: string;
  /** Usage deriveBits, not extractable. */
  readonly privateKey: CryptoKey;
}

/** What a call tab makes for one call; one join statement certifies all three. */
export interface SessionKeys {
  readonly sign: SigningKey;
  readonly dh: DhKey;
  /** `sha-256 AB:CD:…` of a certificate that does not exist: no test here opens a DTLS transport. */
  readonly dtls: string;
}

export async function makeSessionKeys(): Promise<SessionKeys> {
  return { sign: await makeSigningKey(), dh: await makeDhKey(), dtls: makeFingerprint() };
}

export async function makeDhKey(): Promise<DhKey> {
  const pair = await crypto.subtle.generateKey(ecdh, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { point, pointText: toBase64url(point), privateKey: pair.privateKey };
}

/** The key of a secret known beforehand: 32 bytes in hex. */
export async function dhKeyOfSecret(hex: string): Promise<DhKey> {
  const point = pointOfSecret(hex);
  const jwk = privateJwkOfSecret(hex);
  const privateKey = await crypto.subtle.importKey("jwk", jwk, ecdh, false, ["deriveBits"]);
  return { point, pointText: toBase64url(point), privateKey };
}

export function makeFingerprint(): string {
  return fingerprintText(randomBytes(32));
}
