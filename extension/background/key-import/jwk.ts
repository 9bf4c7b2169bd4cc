import { fromBase64url } from "../../../protocol/base64.ts";
import { type Bytes, concat } from "../../../protocol/bytes.ts";
import { keyTypes } from "../../../protocol/key-type.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged } from "./der.ts";
import type { KeyMaterial } from "./key-material.ts";

/**
 * Reads a private JWK (RFC 7517, 7518 section 6.2, 8037). `use`, `key_ops`, `alg`, `ext` and `kid`
 * say what some other program meant to do with the key; here it signs, and they are not read.
 */
export function readJwk(jwk: object): KeyMaterial {
  const { kty, crv, d, x, y } = jwk as Record<string, unknown>;
  if (typeof kty !== "string") throw new AppError("wallet/import-unknown-format");
  if (kty !== "EC" && kty !== "OKP") throw new AppError("wallet/import-other-algorithm");
  const type = Object.values(keyTypes).find((known) => known.kty === kty && known.crv === crv);
  if (type === undefined) throw new AppError("wallet/import-other-curve");
  if (d === undefined) throw new AppError("wallet/import-public-key");
  const coordinate = (value: unknown): Bytes => coordinateOf(value, type.width);
  const bytes =
    type.kty === "OKP" ? coordinate(x) : concat(new Uint8Array([4]), coordinate(x), coordinate(y));
  return { type, secret: coordinate(d), stated: [bytes] };
}

function coordinateOf(value: unknown, width: number): Bytes {
  if (typeof value !== "string") throw damaged();
  try {
    return fromBase64url(value, width);
  } catch (cause) {
    throw damaged(cause);
  }
}
