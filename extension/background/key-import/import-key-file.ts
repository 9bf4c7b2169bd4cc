import { fromBase64 } from "../../../protocol/base64.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged } from "./der.ts";
import { detect } from "./detect.ts";
import { readJwk } from "./jwk.ts";
import { type ImportedKey, importMaterial } from "./key-material.ts";
import { readPkcs8 } from "./pkcs8.ts";

/** The key of a key file's text, as a handle. Rejects with `wallet/import-…`; stores nothing. */
export async function importKeyFile(text: string): Promise<ImportedKey> {
  const detected = detect(text);
  if (detected.format === "refused") throw new AppError(detected.code);
  if (detected.format === "jwk") return importMaterial(readJwk(detected.jwk));
  const der = derOf(detected.body);
  try {
    return await importMaterial(readPkcs8(der));
  } finally {
    der.fill(0);
  }
}

function derOf(body: string): Bytes {
  try {
    return fromBase64(body.replaceAll(/\s/g, ""));
  } catch (cause) {
    throw damaged(cause);
  }
}
