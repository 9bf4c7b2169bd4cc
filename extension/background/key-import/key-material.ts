import { type Bytes, concat, equalBytes } from "../../../protocol/bytes.ts";
import { jwkOfPoint, type PublicJwk } from "../../../protocol/public-key.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged } from "./der.ts";
import { publicPointOf } from "./p256.ts";

/** What every key file comes down to. */
export interface KeyMaterial {
  /** 32 bytes, big-endian: the private key itself. Wiped by `importMaterial`. */
  readonly scalar: Bytes;
  /** The public keys that the file states: each must be the private key's. May be compressed. */
  readonly statedPoints: readonly Bytes[];
}

export interface ImportedKey {
  /** Not extractable. */
  readonly privateKey: CryptoKey;
  readonly publicKey: PublicJwk;
}

// PrivateKeyInfo and ECPrivateKey up to the scalar, and from there to the public key.
const beforeScalar = bytesOfHex(
  "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420",
);
const beforePoint = bytesOfHex("a144034200");

/** Refuses with `wallet/import-mismatch` where a stated public key belongs to another key. */
export async function importMaterial(material: KeyMaterial): Promise<ImportedKey> {
  const { scalar, statedPoints } = material;
  let pkcs8: Bytes | null = null;
  try {
    const point = publicPointOf(scalar);
    if (point === null) throw damaged();
    if (!statedPoints.every((stated) => isSamePoint(stated, point))) {
      throw new AppError("wallet/import-mismatch");
    }
    // Always written anew, and whole: browsers differ in what they make of a stranger's file, and
    // in whether they look at its public key at all.
    pkcs8 = concat(beforeScalar, scalar, beforePoint, point);
    const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
    const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, ecdsa, false, ["sign"]);
    return { privateKey, publicKey: jwkOfPoint(point) };
  } finally {
    scalar.fill(0);
    pkcs8?.fill(0);
  }
}

function isSamePoint(stated: Bytes, point: Bytes): boolean {
  if (stated.length !== 33) return equalBytes(stated, point);
  const isOdd = (point[64]! & 1) === 1;
  return stated[0] === (isOdd ? 3 : 2) && equalBytes(stated.subarray(1), point.subarray(1, 33));
}

function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
