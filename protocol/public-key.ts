import { fromBase64url, toBase64, toBase64url } from "./base64.ts";
import { type Bytes, concat, equalBytes } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { type Hash, sha256 } from "./hash.ts";
import { type EcdsaType, type KeyType, keyTypes } from "./key-type.ts";
import { sshString } from "./ssh-wire.ts";

export interface EcPublicJwk {
  readonly kty: "EC";
  readonly crv: EcdsaType["crv"];
  readonly x: string;
  readonly y: string;
}

export interface OkpPublicJwk {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
}

/** A public key, and nothing else, as a JWK (RFC 7517, RFC 8037). */
export type PublicJwk = EcPublicJwk | OkpPublicJwk;

/** A public key that is on its curve. */
export interface PublicKey {
  readonly type: KeyType;
  /** An uncompressed point, or the 32 bytes of Ed25519. */
  readonly bytes: Bytes;
}

/** What `ssh-keygen -lf` prints: `SHA256:` and 43 characters of unpadded base64. */
export type KeyId = string;

// The last character carries four bits of the hash and two that must be zero.
const keyIdPattern = /^SHA256:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]$/;
/** Of a JWK that `parsePublicJwk` has let through. */
export function keyOfJwk(jwk: PublicJwk): PublicKey {
  return { type: keyTypes[jwk.crv], bytes: bytesOfJwk(jwk) };
}

export function jwkOfKey({ type, bytes }: PublicKey): PublicJwk {
  if (type.kty === "OKP") return { kty: type.kty, crv: type.crv, x: toBase64url(bytes) };
  return {
    kty: type.kty,
    crv: type.crv,
    x: toBase64url(bytes.subarray(1, 1 + type.width)),
    y: toBase64url(bytes.subarray(1 + type.width)),
  };
}

export function isSameKey(one: PublicKey, other: PublicKey): boolean {
  return one.type === other.type && equalBytes(one.bytes, other.bytes);
}

/** SSH wire form of the public key (RFC 5656 section 3.1, RFC 8709 section 4): the key blob. */
export function blobOfKey({ type, bytes }: PublicKey): Bytes {
  return type.kty === "OKP"
    ? concat(sshString(type.ssh), sshString(bytes))
    : concat(sshString(type.ssh), sshString(type.sshCurve), sshString(bytes));
}

export async function keyIdOf(key: PublicKey, hashOf: Hash = sha256): Promise<KeyId> {
  const hash = toBase64(await hashOf(blobOfKey(key)));
  return `SHA256:${hash.slice(0, 43)}`;
}

export function keyIdOfJwk(jwk: PublicJwk): Promise<KeyId> {
  return keyIdOf(keyOfJwk(jwk));
}

export function isKeyId(text: string): boolean {
  return keyIdPattern.test(text);
}

/** Refuses what is not a key id; gives it back otherwise. */
export function parseKeyId(text: string): KeyId {
  if (!isKeyId(text)) throw refuse("format", "encoding", "not a key id");
  return text;
}

/** One line of authorized_keys. The comment is kept to one line of printable characters. */
export function openSshLine(jwk: PublicJwk, comment = ""): string {
  const key = keyOfJwk(jwk);
  const line = `${key.type.ssh} ${toBase64(blobOfKey(key))}`;
  const note = comment.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ").trim();
  return note === "" ? line : `${line} ${note}`;
}

/** RFC 7638, for exports only. */
export async function jwkThumbprint(jwk: PublicJwk): Promise<string> {
  const { crv, kty, x } = jwk;
  const members = kty === "EC" ? { crv, kty, x, y: jwk.y } : { crv, kty, x };
  return toBase64url(await sha256(JSON.stringify(members)));
}

/** Not checked: see read-key.ts. */
export function bytesOfJwk(jwk: PublicJwk): Bytes {
  const { width } = keyTypes[jwk.crv];
  const x = fromBase64url(jwk.x, width);
  return jwk.kty === "OKP" ? x : concat(new Uint8Array([4]), x, fromBase64url(jwk.y, width));
}
