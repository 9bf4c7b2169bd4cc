import { fromBase64url, toBase64url } from "../protocol/base64.ts";
import { fingerprintText } from "../protocol/bind-crypto.ts";
import { type Bytes, concat } from "../protocol/bytes.ts";
import { buildJoin, type JoinStatement } from "../protocol/join.ts";
import { pointOfJwk, jwkOfPoint } from "../protocol/public-key.ts";
import type { Signed } from "../protocol/signed.ts";
import { decodeSshSignature, encodeSshSignature, namespaces } from "../protocol/sshsig.ts";

/**
 * A signed join statement in a quarter of its size. Most of what a server remembers of an idle
 * member is this statement, kept for those who come later. There is one accepted text per meaning,
 * so the fields are the text, and the room knows four of them anyway.
 */
export type PackedJoin = string;

/** What the room or the session knows. */
export type KnownFields = Pick<JoinStatement, "room" | "host" | "key">;

// Key, session sign and DH without their leading 4; signature; certificate, nonce; times, powers.
const parts = [64, 64, 64, 64, 32, 32, 8, 8, 1] as const;

/** `signed` and `join` as `verifyJoin` gives them: nothing here is checked again. */
export function packJoin(signed: Signed, join: JoinStatement): PackedJoin {
  const point = pointOfJwk(signed.publicKey);
  // Keys of other kinds are larger: this must not cut them silently.
  if (point.length !== 65) throw new Error("only P-256 keys can be packed");
  const bytes = concat(
    point.subarray(1),
    fromBase64url(join.sessionSign).subarray(1),
    fromBase64url(join.sessionDh).subarray(1),
    decodeSshSignature(signed.signature).signature,
    Buffer.from(join.sessionDtls.replace(/^sha-256 |:/g, ""), "hex"),
    fromBase64url(join.nonce),
    timeBytes(join.issuedAtMs),
    timeBytes(join.expiresAtMs),
    Uint8Array.of(join.powers === "admit" ? 1 : 0),
  );
  // One character a byte; a typed array of its own would cost 200 bytes more.
  return Buffer.concat([bytes, Buffer.from(join.server, "latin1")]).toString("latin1");
}

/** The triple again, character by character. */
export function unpackJoin(packed: PackedJoin, known: KnownFields): Signed {
  const bytes = Buffer.from(packed, "latin1");
  let offset = 0;
  const [key, sign, dh, signature, dtls, nonce, issuedAt, expiresAt, powers] = parts.map(
    (length) => {
      offset += length;
      return new Uint8Array(bytes.subarray(offset - length, offset));
    },
  ) as [Bytes, Bytes, Bytes, Bytes, Bytes, Bytes, Bytes, Bytes, Bytes];
  const payload = buildJoin({
    ...known,
    server: bytes.toString("latin1", offset),
    powers: powers[0] === 1 ? "admit" : "none",
    sessionSign: toBase64url(pointOf(sign)),
    sessionDh: toBase64url(pointOf(dh)),
    sessionDtls: fingerprintText(dtls),
    nonce: toBase64url(nonce),
    issuedAtMs: timeOf(issuedAt),
    expiresAtMs: timeOf(expiresAt),
  });
  const point = pointOf(key);
  return {
    payload,
    signature: encodeSshSignature({ point, namespace: namespaces.join, signature }),
    publicKey: jwkOfPoint(point),
  };
}

function pointOf(coordinates: Uint8Array): Bytes {
  return concat(Uint8Array.of(4), coordinates);
}

function timeBytes(timeMs: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, timeMs);
  return bytes;
}

function timeOf(bytes: Bytes): number {
  return new DataView(bytes.buffer).getFloat64(0);
}
