import { fromBase64url } from "../../../protocol/base64.ts";
import { type Bytes, concat, equalBytes } from "../../../protocol/bytes.ts";
import type { EcdsaType, KeyType } from "../../../protocol/key-type.ts";
import { jwkOfKey, type PublicJwk } from "../../../protocol/public-key.ts";
import { AppError } from "../../shared/errors.ts";
import { publicPointOf } from "./curves.ts";
import { damaged } from "./der.ts";
import { writeEcPkcs8, writeEdwardsPkcs8 } from "./write-pkcs8.ts";

/** What every key file comes down to. */
export interface KeyMaterial {
  readonly type: KeyType;
  /** The scalar, big-endian and as wide as the curve, or Ed25519's seed. Wiped by `importMaterial`. */
  readonly secret: Bytes;
  /** The public keys that the file states: each must be the private key's. May be compressed. */
  readonly stated: readonly Bytes[];
}

export interface ImportedKey {
  /** Not extractable. */
  readonly privateKey: CryptoKey;
  readonly publicKey: PublicJwk;
}

/** Refuses with `wallet/import-mismatch` where a stated public key belongs to another key. */
export async function importMaterial(material: KeyMaterial): Promise<ImportedKey> {
  const { type, secret, stated } = material;
  let pkcs8: Bytes | null = null;
  try {
    const bytes = await publicBytesOf(type, secret);
    if (!stated.every((one) => isSame(one, bytes))) throw new AppError("wallet/import-mismatch");
    // Always written anew, and whole: browsers differ in what they make of a stranger's file, and
    // in whether they look at its public key at all.
    pkcs8 = type.kty === "EC" ? writeEcPkcs8(type, secret, bytes) : writeEdwardsPkcs8(secret);
    const privateKey = await importPkcs8(type, pkcs8, false);
    return { privateKey, publicKey: jwkOfKey({ type, bytes }) };
  } finally {
    secret.fill(0);
    pkcs8?.fill(0);
  }
}

function importPkcs8(type: KeyType, pkcs8: Bytes, extractable: boolean): Promise<CryptoKey> {
  const algorithm =
    type.kty === "EC" ? { name: "ECDSA", namedCurve: type.crv } : { name: type.crv };
  return crypto.subtle.importKey("pkcs8", pkcs8, algorithm, extractable, ["sign"]);
}

async function publicBytesOf(type: KeyType, secret: Bytes): Promise<Bytes> {
  if (secret.length !== type.width) throw damaged();
  if (type.kty === "EC") return publicPointOf(secret, type) ?? fail();
  // Extractable for this moment, in which its bytes are here anyway: the browser tells the public
  // key of an Ed25519 seed in no other way.
  const pkcs8 = writeEdwardsPkcs8(secret);
  try {
    const { x = "" } = await crypto.subtle.exportKey("jwk", await importPkcs8(type, pkcs8, true));
    return fromBase64url(x, type.width);
  } finally {
    pkcs8.fill(0);
  }
}

function isSame(stated: Bytes, bytes: Bytes): boolean {
  const isCompressed = bytes[0] === 4 && stated.length === (bytes.length + 1) / 2;
  if (!isCompressed || bytes.length === 32) return equalBytes(stated, bytes);
  const isOdd = (bytes.at(-1)! & 1) === 1;
  const x = bytes.subarray(1, stated.length);
  return stated[0] === (isOdd ? 3 : 2) && equalBytes(stated.subarray(1), x);
}

/** The scalar that SSH's mpint or a short DER string has given, as wide as the curve. */
export function padded(scalar: Bytes, { width }: EcdsaType): Bytes {
  if (scalar.length > width) throw damaged();
  return concat(new Uint8Array(width - scalar.length), scalar);
}

function fail(): never {
  throw damaged();
}
