import type { Bytes } from "../../../protocol/bytes.ts";
import type { EcdsaType } from "../../../protocol/key-type.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged, DerReader, tags } from "./der.ts";
import type { KeyMaterial } from "./key-material.ts";
import { curveOfId } from "./object-ids.ts";

/**
 * Reads an ECPrivateKey (RFC 5915): a file of its own, which names its curve, or the inside of
 * PKCS #8, which has named it (`curve`). The result holds views into `der`.
 */
export function readSec1(der: Bytes, curve?: EcdsaType): KeyMaterial {
  const file = new DerReader(der);
  const key = file.reader(tags.sequence);
  file.end();
  if (key.version() !== 1) throw damaged();
  const secret = key.read(tags.octetString);
  const type = readCurve(key, curve);
  if (secret.length !== type.width) throw damaged();
  const stated: Bytes[] = [];
  if (key.nextTag === tags.context1) {
    const publicKey = key.reader(tags.context1);
    stated.push(publicKey.bits());
    publicKey.end();
  }
  key.end();
  return { type, secret, stated };
}

/** Where the curve is named twice, it must be the same. */
function readCurve(key: DerReader, known: EcdsaType | undefined): EcdsaType {
  if (key.nextTag !== tags.context0) return known ?? fail();
  const parameters = key.reader(tags.context0);
  // Curves by name only: explicit parameters have been used to smuggle in other generators.
  if (parameters.nextTag !== tags.objectId) throw new AppError("wallet/import-other-curve");
  const named = curveOfId(parameters.objectId());
  parameters.end();
  if (known !== undefined && named !== known) throw damaged();
  if (named === undefined) throw new AppError("wallet/import-other-curve");
  return named;
}

function fail(): never {
  throw damaged();
}
