import { fromBase64, toBase64 } from "./base64.ts";
import { type Bytes, concat } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { type Hash, sha256, sha512 } from "./hash.ts";
import { signatureMaxLength } from "./limits.ts";
import { blobOfPoint, pointOfBlob, sshKeyType } from "./public-key.ts";
import { mpint, SshReader, sshString, uint32 } from "./ssh-wire.ts";

/** OpenSSH's PROTOCOL.sshsig, narrowed to what PROTOCOL.md section 4 accepts. */

export const namespaces = {
  join: "latchkey-join-v1",
  confirm: "latchkey-confirm-v1",
  room: "latchkey-room-v1",
  resume: "latchkey-resume-v1",
} as const;
export type Namespace = (typeof namespaces)[keyof typeof namespaces];

const magic = "SSHSIG";
const hashName = "sha512";
// Written for every signature: made once.
const envelopeStart = concat(ascii(magic), uint32(1));
const reservedAndHash = concat(sshString(""), sshString(hashName));
const signatureType = sshString(sshKeyType);

/** Signs `data` with ECDSA-SHA-256 and gives 64 bytes r ‖ s (P1363), as WebCrypto does. */
export type Signer = (data: Bytes) => Promise<Bytes>;

/** Checks ECDSA-SHA-256 of `data`; `point` is 65 bytes, `signature` 64 bytes r ‖ s. */
export type Verifier = (point: Bytes, data: Bytes, signature: Bytes) => Promise<boolean>;

/**
 * What checking rests on. A server may bring its own: node:crypto verifies two to three times as
 * fast as WebCrypto there, and hashes ten times as fast.
 */
export interface Primitives {
  readonly verify: Verifier;
  readonly sha256: Hash;
  readonly sha512: Hash;
}

export interface SshSignature {
  /** 65 bytes, uncompressed, on the curve. */
  readonly point: Bytes;
  readonly namespace: string;
  /** 64 bytes r ‖ s. Never an identifier: (r, n − s) verifies as well. */
  readonly signature: Bytes;
}

/** The bytes that a key signs for `statement`. */
export async function bytesToSign(
  namespace: string,
  statement: string,
  hash: Hash = sha512,
): Promise<Bytes> {
  return concat(
    ascii(magic),
    sshString(namespace),
    reservedAndHash,
    sshString(await hash(statement)),
  );
}

/** Base64 of the envelope. */
export function encodeSshSignature(parts: SshSignature): string {
  const inner = concat(
    mpint(parts.signature.subarray(0, 32)),
    mpint(parts.signature.subarray(32, 64)),
  );
  return toBase64(
    concat(
      envelopeStart,
      sshString(blobOfPoint(parts.point)),
      sshString(parts.namespace),
      reservedAndHash,
      sshString(concat(signatureType, sshString(inner))),
    ),
  );
}

/** Reads an envelope strictly; refuses with check `envelope`, `public-key` or `point`. */
export function decodeSshSignature(base64: string): SshSignature {
  if (base64.length > signatureMaxLength) throw notAnEnvelope("is too long");
  const reader = new SshReader(fromBase64(base64));
  if (String.fromCharCode(...reader.take(magic.length)) !== magic) {
    throw notAnEnvelope("does not begin with SSHSIG");
  }
  if (reader.uint32() !== 1) throw notAnEnvelope("has another version than 1");
  const point = pointOfBlob(reader.string());
  const namespace = reader.name();
  if (reader.string().length !== 0) throw notAnEnvelope("has something in its reserved field");
  if (reader.name() !== hashName) throw notAnEnvelope("is over another hash than sha512");
  const outer = new SshReader(reader.string());
  reader.end();
  if (outer.name() !== sshKeyType)
    throw notAnEnvelope("has a signature of another kind than its key");
  const inner = new SshReader(outer.string());
  outer.end();
  const signature = concat(inner.mpint(32), inner.mpint(32));
  inner.end();
  return { point, namespace, signature };
}

/** The armored file that `ssh-keygen -Y verify -s` reads. */
export function armorSshSignature(base64: string): string {
  const lines = base64.match(/.{1,70}/g) ?? [];
  return ["-----BEGIN SSH SIGNATURE-----", ...lines, "-----END SSH SIGNATURE-----", ""].join("\n");
}

/** Base64 of an armored file, as `ssh-keygen -Y sign` writes it. */
export function unarmorSshSignature(armored: string): string {
  const match =
    /^-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*$/.exec(
      armored,
    );
  if (!match) throw notAnEnvelope("is not in its armor");
  return match[1]!.replaceAll(/[\r\n]/g, "");
}

/** Verifies with WebCrypto. */
export const verifyWithWebCrypto: Verifier = async (point, data, signature) => {
  const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("raw", point, ecdsa, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, data);
};

export const webCrypto: Primitives = { verify: verifyWithWebCrypto, sha256, sha512 };

function ascii(text: string): Bytes {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function notAnEnvelope(what: string): Error {
  return refuse("auth", "envelope", `the signature ${what}`);
}
