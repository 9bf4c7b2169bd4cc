import { fromBase64url } from "../../../protocol/base64.ts";
import { type Bytes, concat } from "../../../protocol/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged } from "./der.ts";
import type { KeyMaterial } from "./key-material.ts";

/**
 * Reads a private JWK (RFC 7517, 7518 section 6.2). `use`, `key_ops`, `alg`, `ext` and `kid` say
 * what some other program meant to do with the key; here it signs, and they are not read.
 */
export function readJwk(jwk: object): KeyMaterial {
  const { kty, crv, d, x, y } = jwk as Record<string, unknown>;
  if (kty !== "EC") {
    throw new AppError(
      typeof kty === "string" ? "wallet/import-other-algorithm" : "wallet/import-unknown-format",
    );
  }
  if (crv !== "P-256") throw new AppError("wallet/import-other-curve");
  if (d === undefined) throw new AppError("wallet/import-public-key");
  const point = concat(new Uint8Array([4]), coordinate(x), coordinate(y));
  return { scalar: coordinate(d), statedPoints: [point] };
}

function coordinate(value: unknown): Bytes {
  if (typeof value !== "string") throw damaged();
  try {
    return fromBase64url(value, 32);
  } catch (cause) {
    throw damaged(cause);
  }
}
