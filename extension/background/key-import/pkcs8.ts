import type { Bytes } from "../../../protocol/bytes.ts";
import { keyTypes } from "../../../protocol/key-type.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged, DerReader, tags } from "./der.ts";
import type { KeyMaterial } from "./key-material.ts";
import { curveOfId, objectIds } from "./object-ids.ts";
import { readSec1 } from "./sec1.ts";

// PKCS #8: RFC 5208, and RFC 5958 where it carries the public key.

/** Reads an unencrypted PrivateKeyInfo. The result holds views into `der`. */
export function readPkcs8(der: Bytes): KeyMaterial {
  const file = new DerReader(der);
  const info = file.reader(tags.sequence);
  file.end();
  const version = info.version();
  if (version > 1) throw damaged();
  const algorithm = info.reader(tags.sequence);
  const inner = readInner(algorithm, info.read(tags.octetString));
  // Attributes: Microsoft's tools write the key usage there; nothing in them is needed.
  if (info.nextTag === tags.context0) info.read(tags.context0);
  const stated = [...inner.stated];
  if (version === 1 && info.nextTag === tags.implicit1) stated.push(info.bits(tags.implicit1));
  info.end();
  return { ...inner, stated };
}

function readInner(algorithm: DerReader, key: Bytes): KeyMaterial {
  switch (algorithm.objectId()) {
    case objectIds.ecPublicKey: {
      // Curves by name only: explicit parameters have been used to smuggle in other generators.
      if (algorithm.nextTag !== tags.objectId) throw new AppError("wallet/import-other-curve");
      const curve = curveOfId(algorithm.objectId());
      if (curve === undefined) throw new AppError("wallet/import-other-curve");
      algorithm.end();
      return readSec1(key, curve);
    }
    case objectIds.ed25519: {
      algorithm.end();
      const file = new DerReader(key);
      const secret = file.read(tags.octetString);
      file.end();
      return { type: keyTypes.Ed25519, secret, stated: [] };
    }
    default:
      throw new AppError("wallet/import-other-algorithm");
  }
}
