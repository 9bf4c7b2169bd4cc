import { fromBase64, toBase64 } from "../../../protocol/base64.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { KeyFileLock, KeyFileSecret } from "../../shared/key-file-lock.ts";
import { damaged } from "./der.ts";
import { type Detected, detect } from "./detect.ts";
import { readJwk } from "./jwk.ts";
import { type ImportedKey, importMaterial, type KeyMaterial } from "./key-material.ts";
import { derivedLength, openOpenSsh, readOpenSsh } from "./openssh.ts";
import { openPbes2, readPbes2 } from "./pbes2.ts";
import { readPkcs8 } from "./pkcs8.ts";
import { readSec1 } from "./sec1.ts";

type Readable = Exclude<Detected, { format: "refused" }>;

/** What a file needs to be opened, or null. Rejects with `wallet/import-…` where it is no good. */
export function lockOf(text: string): KeyFileLock | null {
  const file = readable(text);
  if (file.format === "pkcs8-locked") {
    readPbes2(derOf(file.body));
    return { needs: "passphrase" };
  }
  if (file.format !== "openssh") return null;
  const { lock } = readOpenSsh(derOf(file.body));
  if (lock === null) return null;
  const { salt, rounds } = lock;
  return { needs: "bcrypt", salt: toBase64(salt), rounds, length: derivedLength(lock) };
}

/**
 * The key of a key file's text, as a handle. Rejects with `wallet/import-…`; stores nothing.
 * `secret`: for files that have a lock.
 */
export async function importKeyFile(
  text: string,
  secret: KeyFileSecret | null = null,
): Promise<ImportedKey> {
  const file = readable(text);
  if (file.format === "jwk") return importMaterial(readJwk(file.jwk));
  const der = derOf(file.body);
  try {
    return await importMaterial(await materialOf(file.format, der, secret));
  } finally {
    der.fill(0);
  }
}

async function materialOf(
  format: Exclude<Readable["format"], "jwk">,
  der: Bytes,
  secret: KeyFileSecret | null,
): Promise<KeyMaterial> {
  switch (format) {
    case "pkcs8":
      return readPkcs8(der);
    case "sec1":
      return readSec1(der);
    case "openssh": {
      const derived = secret?.is === "bcrypt" ? fromBase64(secret.derived) : null;
      try {
        return await openOpenSsh(readOpenSsh(der), derived);
      } finally {
        derived?.fill(0);
      }
    }
    case "pkcs8-locked": {
      if (secret?.is !== "passphrase") throw new AppError("wallet/import-passphrase-needed");
      const plain = await openPbes2(readPbes2(der), secret.passphrase);
      try {
        // A copy: the material is a view into what is wiped here, and its own secret later.
        const { type, secret: inner, stated } = readPkcs8(plain);
        return { type, secret: inner.slice(), stated: stated.map((bytes) => bytes.slice()) };
      } finally {
        plain.fill(0);
      }
    }
  }
}

function readable(text: string): Readable {
  const detected = detect(text);
  if (detected.format === "refused") throw new AppError(detected.code);
  return detected;
}

function derOf(body: string): Bytes {
  try {
    return fromBase64(body.replaceAll(/\s/g, ""));
  } catch (cause) {
    throw damaged(cause);
  }
}
