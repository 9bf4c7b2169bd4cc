import { ProtocolError } from "../../../protocol/codes.ts";
import { keyTypes } from "../../../protocol/key-type.ts";
import { keyIdOfJwk, type PublicJwk } from "../../../protocol/public-key.ts";
import { parsePublicJwk } from "../../../protocol/read-key.ts";
import type { LineProblem, ReadKey } from "./read-entry.ts";

function isSupported(crv: string): boolean {
  return Object.hasOwn(keyTypes, crv);
}

/** Reads a JWK (RFC 7517). Its `kid`, a name somebody gave it, serves as the comment. */
export async function readJwk(text: string): Promise<ReadKey | LineProblem> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "damaged" };
  }
  const { kty, crv, kid } = value as Record<string, unknown>;
  if (kty === "RSA") return { problem: "other-kind", name: "RSA" };
  if (kty === "OKP" && typeof crv === "string" && !isSupported(crv))
    return { problem: "other-kind", name: crv };
  if (kty === "EC" && typeof crv === "string" && !isSupported(crv)) {
    return { problem: "other-kind", name: `ECDSA ${crv}` };
  }
  if (kty !== "EC" && kty !== "OKP") return { problem: "not-a-key" };
  let jwk: PublicJwk;
  try {
    jwk = parsePublicJwk(value);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { problem: error.code === "private-key" ? "private-key" : "damaged" };
  }
  return { key: await keyIdOfJwk(jwk), comment: typeof kid === "string" ? kid : "" };
}
