import { fromBase64url, toBase64, toBase64url } from "./base64.ts";
import { type Bytes, concat } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { type Hash, sha256 } from "./hash.ts";
import { assertPoint, pointFromCoordinates } from "./point.ts";
import { SshReader, sshString } from "./ssh-wire.ts";

/** A public P-256 key, and nothing else, as a JWK (RFC 7517). */
export interface PublicJwk {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
}

/** What `ssh-keygen -lf` prints: `SHA256:` and 43 characters of unpadded base64. */
export type KeyId = string;

export const sshKeyType = "ecdsa-sha2-nistp256";
const sshCurve = "nistp256";
const blobStart = concat(sshString(sshKeyType), sshString(sshCurve));
// The last character carries four bits of the hash and two that must be zero.
const keyIdPattern = /^SHA256:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]$/;
const publicFields = ["kty", "crv", "x", "n"];
const privateFields = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/**
 * Refuses with code `private-key` a value that holds a private JWK at any depth: whoever sent it
 * must be told, whatever else is wrong with the message around it.
 */
export function assertNoPrivateKey(value: unknown): void {
  // A stack of our own: a message may nest deeper than calls may.
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    if (publicFields.some((field) => Object.hasOwn(next, field))) assertPublic(next);
    for (const inner of Object.values(next)) open.push(inner);
  }
}

/**
 * Rebuilds a public JWK from a value of unknown origin. Refuses a private one with code
 * `private-key`, so that whoever sent it can be told to discard that key.
 */
export function parsePublicJwk(value: unknown): PublicJwk {
  if (typeof value !== "object" || value === null) throw notAKey("is not an object");
  assertPublic(value);
  const { kty, crv, x, y } = value as Record<string, unknown>;
  if (kty !== "EC" || crv !== "P-256") throw notAKey("is not an EC key on P-256");
  if (typeof x !== "string" || typeof y !== "string") throw notAKey("lacks a coordinate");
  pointFromCoordinates(fromBase64url(x, 32), fromBase64url(y, 32));
  return { kty, crv, x, y };
}

/** 65 bytes, uncompressed. */
export function pointOfJwk(jwk: PublicJwk): Bytes {
  return concat(new Uint8Array([4]), fromBase64url(jwk.x, 32), fromBase64url(jwk.y, 32));
}

export function jwkOfPoint(point: Uint8Array): PublicJwk {
  assertPoint(point);
  return {
    kty: "EC",
    crv: "P-256",
    x: toBase64url(point.subarray(1, 33)),
    y: toBase64url(point.subarray(33)),
  };
}

/** SSH wire form of the public key (RFC 5656 section 3.1): the key blob. */
export function blobOfPoint(point: Uint8Array): Bytes {
  return concat(blobStart, sshString(point));
}

/** The point inside a key blob; refuses other key types, other curves and trailing bytes. */
export function pointOfBlob(blob: Bytes): Bytes {
  const reader = new SshReader(blob);
  const type = reader.name();
  if (type !== sshKeyType) throw notAKey(`is of type ${JSON.stringify(type)}, not supported yet`);
  if (reader.name() !== sshCurve) throw notAKey("names another curve");
  const point = reader.string();
  reader.end();
  assertPoint(point);
  return point;
}

export async function keyIdOfPoint(point: Uint8Array, hashOf: Hash = sha256): Promise<KeyId> {
  const hash = toBase64(await hashOf(blobOfPoint(point)));
  return `SHA256:${hash.slice(0, 43)}`;
}

export function keyIdOfJwk(jwk: PublicJwk): Promise<KeyId> {
  return keyIdOfPoint(pointOfJwk(jwk));
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
  const blob = toBase64(blobOfPoint(pointOfJwk(jwk)));
  const note = comment.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ").trim();
  return note === "" ? `${sshKeyType} ${blob}` : `${sshKeyType} ${blob} ${note}`;
}

/** RFC 7638, for exports only. */
export async function jwkThumbprint(jwk: PublicJwk): Promise<string> {
  const canonical = JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y });
  return toBase64url(await sha256(canonical));
}

function assertPublic(jwk: object): void {
  if (privateFields.some((field) => Object.hasOwn(jwk, field))) {
    throw refuse("private-key", "private-key", "this is a private key: discard it, it was sent");
  }
}

function notAKey(what: string): Error {
  return refuse("format", "public-key", `the key ${what}`);
}
