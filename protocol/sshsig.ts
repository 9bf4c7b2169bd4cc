import { fromBase64, toBase64 } from "./base64.ts";
import { type Bytes, concat } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { type Hash, sha256, sha512 } from "./hash.ts";
import { signatureMaxLength } from "./limits.ts";
import { type KeyType, signatureLength } from "./key-type.ts";
import { blobOfKey, type PublicKey } from "./public-key.ts";
import { keyOfBlob } from "./read-key.ts";
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

/** Signs `data` as the key's type has it and gives r ‖ s (P1363) or R ‖ S, as WebCrypto does. */
export type Signer = (data: Bytes) => Promise<Bytes>;

/** Checks a signature over `data`: ECDSA with the hash of the curve, r ‖ s, or Ed25519. */
export type Verifier = (key: PublicKey, data: Bytes, signature: Bytes) => Promise<boolean>;

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
  /** On its curve. */
  readonly key: PublicKey;
  readonly namespace: string;
  /** r ‖ s or R ‖ S. Never an identifier: (r, n − s) verifies as well. */
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
  const { type } = parts.key;
  return toBase64(
    concat(
      envelopeStart,
      sshString(blobOfKey(parts.key)),
      sshString(parts.namespace),
      reservedAndHash,
      sshString(concat(sshString(type.ssh), sshString(innerOf(type, parts.signature)))),
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
  const key = keyOfBlob(reader.string());
  const namespace = reader.name();
  if (reader.string().length !== 0) throw notAnEnvelope("has something in its reserved field");
  if (reader.name() !== hashName) throw notAnEnvelope("is over another hash than sha512");
  const outer = new SshReader(reader.string());
  reader.end();
  if (outer.name() !== key.type.ssh) {
    throw notAnEnvelope("has a signature of another kind than its key");
  }
  const signature = readInner(key.type, outer.string());
  outer.end();
  return { key, namespace, signature };
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
export const verifyWithWebCrypto: Verifier = async ({ type, bytes }, data, signature) => {
  const algorithm =
    type.kty === "EC" ? { name: "ECDSA", namedCurve: type.crv } : { name: type.crv };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]);
  return crypto.subtle.verify(signatureAlgorithm(type), key, signature, data);
};

/** How WebCrypto signs and verifies with keys of a type. */
export function signatureAlgorithm(type: KeyType): string | { name: string; hash: string } {
  return type.kty === "EC" ? { name: "ECDSA", hash: type.hash } : type.crv;
}

export const webCrypto: Primitives = { verify: verifyWithWebCrypto, sha256, sha512 };

/** RFC 5656 section 3.1.2: mpint r ‖ mpint s. RFC 8709 section 6: the 64 bytes as they are. */
function innerOf(type: KeyType, signature: Bytes): Bytes {
  if (type.kty === "OKP") return signature;
  return concat(mpint(signature.subarray(0, type.width)), mpint(signature.subarray(type.width)));
}

function readInner(type: KeyType, bytes: Bytes): Bytes {
  if (type.kty === "OKP") {
    if (bytes.length !== signatureLength(type)) throw notAnEnvelope("has the wrong length");
    return bytes;
  }
  const reader = new SshReader(bytes);
  const signature = concat(reader.mpint(type.width), reader.mpint(type.width));
  reader.end();
  return signature;
}

function ascii(text: string): Bytes {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function notAnEnvelope(what: string): Error {
  return refuse("auth", "envelope", `the signature ${what}`);
}
