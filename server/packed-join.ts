import { buildJoin, type JoinStatement } from "../protocol/join.ts";
import { signatureLength } from "../protocol/key-type.ts";
import { keyOfJwk } from "../protocol/public-key.ts";
import type { Signed } from "../protocol/signed.ts";
import { decodeSshSignature, encodeSshSignature, namespaces } from "../protocol/sshsig.ts";
import { jwkOf, keyOf, packedKeyLength, packKey, typeOfPacked } from "./packed-key.ts";

/**
 * A signed join statement in a quarter of its size, one character a byte: a typed array of its own
 * would cost 200 bytes more. Most of what a server remembers of an idle member is this statement,
 * kept for those who come later. There is one accepted text per meaning, so the fields are the text,
 * and the room knows four of them anyway.
 */
export type PackedJoin = string;

/** What the room or the session knows. */
export type KnownFields = Pick<JoinStatement, "room" | "host" | "key">;

/** When it was issued; its life, doubled, and whether it claims powers. */
const headBytes = 12;
/** Session sign and DH without their leading 4; certificate; nonce. */
const sessionBytes = 2 * 64 + 2 * 32;

/** `signed` and `join` as `verifyJoin` gives them: nothing here is checked again. */
export function packJoin(signed: Signed, join: JoinStatement): PackedJoin {
  const head = Buffer.alloc(headBytes);
  head.writeDoubleBE(join.issuedAtMs);
  const lifeMs = join.expiresAtMs - join.issuedAtMs;
  head.writeUInt32BE(2 * lifeMs + (join.powers === "admit" ? 1 : 0), 8);
  const packed = [
    head.toString("latin1"),
    packKey(signed.publicKey),
    Buffer.from(join.sessionSign, "base64url").toString("latin1", 1),
    Buffer.from(join.sessionDh, "base64url").toString("latin1", 1),
    Buffer.from(decodeSshSignature(signed.signature).signature).toString("latin1"),
    Buffer.from(join.sessionDtls.replace(/^sha-256 |:/g, ""), "hex").toString("latin1"),
    Buffer.from(join.nonce, "base64url").toString("latin1"),
    join.server,
  ].join("");
  const { type } = keyOfJwk(signed.publicKey);
  const ofKey = packedKeyLength(type) + signatureLength(type);
  if (packed.length !== headBytes + ofKey + sessionBytes + join.server.length) {
    throw new Error("a field is of another size");
  }
  return packed;
}

/** The triple again, character by character. */
export function unpackJoin(packed: PackedJoin, known: KnownFields): Signed {
  const bytes = Buffer.from(packed, "latin1");
  let offset = headBytes;
  const next = (length: number): Buffer => bytes.subarray(offset, (offset += length));
  const type = typeOfPacked(packed.slice(headBytes));
  const key = next(packedKeyLength(type)).toString("latin1");
  const [sign, dh, signature] = [next(64), next(64), next(signatureLength(type))];
  const [dtls, nonce] = [next(32), next(32)];
  const issuedAtMs = bytes.readDoubleBE();
  const lifeAndPowers = bytes.readUInt32BE(8);
  const payload = buildJoin({
    ...known,
    server: packed.slice(offset),
    powers: lifeAndPowers % 2 === 1 ? "admit" : "none",
    sessionSign: pointText(sign),
    sessionDh: pointText(dh),
    sessionDtls: `sha-256 ${dtls
      .toString("hex")
      .toUpperCase()
      .replace(/..(?=.)/g, "$&:")}`,
    nonce: nonce.toString("base64url"),
    issuedAtMs,
    expiresAtMs: issuedAtMs + Math.floor(lifeAndPowers / 2),
  });
  return {
    payload,
    signature: encodeSshSignature({
      key: keyOf(key),
      namespace: namespaces.join,
      signature: new Uint8Array(signature),
    }),
    publicKey: jwkOf(key),
  };
}

function pointText(coordinates: Buffer): string {
  return Buffer.concat([Buffer.of(4), coordinates]).toString("base64url");
}
