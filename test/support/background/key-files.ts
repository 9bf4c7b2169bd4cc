import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { toBase64 } from "../../../protocol/base64.ts";
import { concat, type Bytes } from "../../../protocol/bytes.ts";
import type { EcPublicJwk } from "../../../protocol/public-key.ts";

/** A fresh key as files of other programs hold it. */
export interface KeyFile {
  readonly key: KeyObject;
  /** `-----BEGIN PRIVATE KEY-----`, as `openssl pkey` writes it. */
  readonly pem: string;
  readonly jwk: EcPublicJwk & { readonly d: string };
}

export function makeKeyFile(): KeyFile {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    key: privateKey,
    pem: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    jwk: privateKey.export({ format: "jwk" }) as KeyFile["jwk"],
  };
}

/** PEM of another kind of key, as Node writes it. */
export function otherPem(
  kind: "rsa" | "ed25519" | "P-384" | "secp256k1" | "dsa",
  type: "pkcs8" | "pkcs1" = "pkcs8",
): string {
  return otherKey(kind).export({ format: "pem", type }).toString();
}

export function otherKey(kind: "rsa" | "ed25519" | "P-384" | "secp256k1" | "dsa"): KeyObject {
  if (kind === "rsa") return generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
  if (kind === "dsa") {
    return generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }).privateKey;
  }
  if (kind === "ed25519") return generateKeyPairSync("ed25519").privateKey;
  return generateKeyPairSync("ec", { namedCurve: kind }).privateKey;
}

/** True where the file really is one: what a test calls a good file, Node reads too. */
export function nodeReads(pem: string): boolean {
  try {
    createPrivateKey(pem);
    return true;
  } catch {
    return false;
  }
}

export function pemOf(file: Bytes, label = "PRIVATE KEY"): string {
  const lines = toBase64(file).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** One DER element: tag, length, contents. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Bytes {
  const content = concat(...contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concat(new Uint8Array([tag, ...size]), content);
}

export function hex(digits: string): Bytes {
  return Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export const ecPublicKeyOid = hex("06072a8648ce3d0201");
export const p256Oid = hex("06082a8648ce3d030107");
export const p384Oid = hex("06052b81040022");

export interface Pkcs8Parts {
  readonly version?: Bytes;
  readonly algorithm?: Bytes;
  readonly innerVersion?: Bytes;
  readonly scalar: Bytes;
  /** Of the inner key; null leaves it out. */
  readonly point: Bytes | null;
  readonly innerCurve?: Bytes;
  /** Elements after the inner key. */
  readonly after?: Bytes;
  /** Bytes after everything. */
  readonly trailing?: Bytes;
}

/** PrivateKeyInfo, part by part; what is not given is as it should be. */
export function pkcs8Of(parts: Pkcs8Parts): Bytes {
  const none = new Uint8Array();
  const inner = der(
    0x30,
    parts.innerVersion ?? hex("020101"),
    der(0x04, parts.scalar),
    parts.innerCurve ? der(0xa0, parts.innerCurve) : none,
    parts.point ? der(0xa1, der(0x03, hex("00"), parts.point)) : none,
  );
  const info = der(
    0x30,
    parts.version ?? hex("020100"),
    parts.algorithm ?? der(0x30, ecPublicKeyOid, p256Oid),
    der(0x04, inner),
    parts.after ?? none,
  );
  return concat(info, parts.trailing ?? none);
}
