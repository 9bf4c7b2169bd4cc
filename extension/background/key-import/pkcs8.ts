import type { Bytes } from "../../../protocol/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged, DerReader, tags } from "./der.ts";
import type { KeyMaterial } from "./key-material.ts";

// PKCS #8: RFC 5208, and RFC 5958 where it carries the public key.

const ecPublicKey = "2a8648ce3d0201";
const prime256v1 = "2a8648ce3d030107";

/** Reads an unencrypted PrivateKeyInfo. The result holds views into `der`. */
export function readPkcs8(der: Bytes): KeyMaterial {
  const file = new DerReader(der);
  const info = file.reader(tags.sequence);
  file.end();
  const version = info.version();
  if (version > 1) throw damaged();
  assertP256(info.reader(tags.sequence));
  const inner = readEcPrivateKey(info.read(tags.octetString));
  // Attributes: Microsoft's tools write the key usage there; nothing in them is needed.
  if (info.nextTag === tags.context0) info.read(tags.context0);
  const statedPoints = [...inner.statedPoints];
  if (version === 1 && info.nextTag === tags.implicit1) {
    statedPoints.push(info.bits(tags.implicit1));
  }
  info.end();
  return { scalar: inner.scalar, statedPoints };
}

/** RFC 5915. Its parameters, where it repeats them, must name the same curve. */
function readEcPrivateKey(der: Bytes): KeyMaterial {
  const file = new DerReader(der);
  const key = file.reader(tags.sequence);
  file.end();
  if (key.version() !== 1) throw damaged();
  const scalar = key.read(tags.octetString);
  if (scalar.length !== 32) throw damaged();
  if (key.nextTag === tags.context0) {
    const parameters = key.reader(tags.context0);
    if (parameters.objectId() !== prime256v1) throw damaged();
    parameters.end();
  }
  const statedPoints: Bytes[] = [];
  if (key.nextTag === tags.context1) {
    const publicKey = key.reader(tags.context1);
    statedPoints.push(publicKey.bits());
    publicKey.end();
  }
  key.end();
  return { scalar, statedPoints };
}

function assertP256(algorithm: DerReader): void {
  if (algorithm.objectId() !== ecPublicKey) throw new AppError("wallet/import-other-algorithm");
  // Curves by name only: explicit parameters have been used to smuggle in other generators.
  if (algorithm.nextTag !== tags.objectId) throw new AppError("wallet/import-other-curve");
  if (algorithm.objectId() !== prime256v1) throw new AppError("wallet/import-other-curve");
  algorithm.end();
}
