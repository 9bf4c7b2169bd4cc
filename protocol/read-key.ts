import type { Bytes } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { assertEdwardsKey } from "./edwards.ts";
import { type KeyType, keyTypeOfSsh, keyTypes, p256 } from "./key-type.ts";
import { assertPoint } from "./point.ts";
import { bytesOfJwk, type PublicJwk, type PublicKey } from "./public-key.ts";
import { SshReader } from "./ssh-wire.ts";

/** Public keys of unknown origin: read strictly, and only where they are on their curve. */

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
  const type = Object.values(keyTypes).find((known) => known.kty === kty && known.crv === crv);
  if (type === undefined) throw notAKey("is of a kind that is not supported");
  if (typeof x !== "string" || (type.kty === "EC" && typeof y !== "string")) {
    throw notAKey("lacks a coordinate");
  }
  const jwk: PublicJwk =
    type.kty === "EC"
      ? { kty: type.kty, crv: type.crv, x, y: y as string }
      : { kty: type.kty, crv: type.crv, x };
  assertKey(type, bytesOfJwk(jwk));
  return jwk;
}

/** The key of a session, or a generated identity's: 65 bytes. Refuses what is not on P-256. */
export function keyOfPoint(point: Bytes): PublicKey {
  assertPoint(point);
  return { type: p256, bytes: point };
}

/** The key inside a blob; refuses types that are not supported, other curves and trailing bytes. */
export function keyOfBlob(blob: Bytes): PublicKey {
  const reader = new SshReader(blob);
  const name = reader.name();
  const type = keyTypeOfSsh(name);
  if (type === undefined) throw notAKey(`is of type ${JSON.stringify(name)}, not supported`);
  if (type.kty === "EC" && reader.name() !== type.sshCurve) throw notAKey("names another curve");
  const bytes = reader.string();
  reader.end();
  assertKey(type, bytes);
  return { type, bytes };
}

function assertKey(type: KeyType, bytes: Bytes): void {
  if (type.kty === "OKP") assertEdwardsKey(bytes);
  else assertPoint(bytes, type);
}

function assertPublic(jwk: object): void {
  if (privateFields.some((field) => Object.hasOwn(jwk, field))) {
    throw refuse("private-key", "private-key", "this is a private key: discard it, it was sent");
  }
}

function notAKey(what: string): Error {
  return refuse("format", "public-key", `the key ${what}`);
}
