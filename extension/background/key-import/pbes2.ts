import { type Bytes, utf8 } from "../../../protocol/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged, DerReader, tags } from "./der.ts";

/** EncryptedPrivateKeyInfo with PBES2 (RFC 8018): PBKDF2 and AES-CBC, as OpenSSL and ssh-keygen write. */
export interface LockedPkcs8 {
  readonly salt: Bytes;
  readonly iterations: number;
  readonly hash: "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
  readonly keyBits: number;
  readonly iv: Bytes;
  readonly sealed: Bytes;
}

/** A file that asks for more would keep the wallet busy for minutes. */
const iterationsMax = 10_000_000;

const pbes2 = "2a864886f70d01050d";
const pbkdf2 = "2a864886f70d01050c";
const hashes: Readonly<Record<string, LockedPkcs8["hash"]>> = {
  "2a864886f70d0207": "SHA-1",
  "2a864886f70d0209": "SHA-256",
  "2a864886f70d020a": "SHA-384",
  "2a864886f70d020b": "SHA-512",
};
const aesBits: Readonly<Record<string, number>> = {
  "60864801650304012a": 256,
  "608648016503040116": 192,
  "608648016503040102": 128,
};

/** Rejects with `wallet/import-cipher` for other ways of encryption. */
export function readPbes2(der: Bytes): LockedPkcs8 {
  const file = new DerReader(der);
  const info = file.reader(tags.sequence);
  file.end();
  const algorithm = info.reader(tags.sequence);
  const sealed = info.read(tags.octetString);
  info.end();
  if (algorithm.objectId() !== pbes2) throw new AppError("wallet/import-cipher");
  const parameters = algorithm.reader(tags.sequence);
  algorithm.end();
  const derivation = readPbkdf2(parameters.reader(tags.sequence));
  const cipher = parameters.reader(tags.sequence);
  parameters.end();
  const keyBits = aesBits[cipher.objectId()];
  if (keyBits === undefined) throw new AppError("wallet/import-cipher");
  const iv = cipher.read(tags.octetString);
  cipher.end();
  if (iv.length !== 16) throw damaged();
  if (derivation.keyLength !== null && derivation.keyLength * 8 !== keyBits) throw damaged();
  const { salt, iterations, hash } = derivation;
  return { salt, iterations, hash, keyBits, iv, sealed };
}

/** The PrivateKeyInfo inside. A wrong passphrase leaves no padding, seldom a wrong inside. */
export async function openPbes2(locked: LockedPkcs8, passphrase: string): Promise<Bytes> {
  const { salt, iterations, hash, keyBits, iv, sealed } = locked;
  const base = await crypto.subtle.importKey("raw", utf8(passphrase), "PBKDF2", false, [
    "deriveKey",
  ]);
  const key = await crypto.subtle.deriveKey(
    { name: "PBKDF2", salt, iterations, hash },
    base,
    { name: "AES-CBC", length: keyBits },
    false,
    ["decrypt"],
  );
  let plain: Bytes;
  try {
    plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv }, key, sealed));
  } catch (cause) {
    throw new AppError("wallet/import-passphrase-wrong", cause);
  }
  // One wrong passphrase in 256 leaves something that looks like padding.
  if (plain[0] !== tags.sequence) throw new AppError("wallet/import-passphrase-wrong");
  return plain;
}

function readPbkdf2(algorithm: DerReader) {
  if (algorithm.objectId() !== pbkdf2) throw new AppError("wallet/import-cipher");
  const parameters = algorithm.reader(tags.sequence);
  algorithm.end();
  const salt = parameters.read(tags.octetString);
  const iterations = parameters.positive();
  if (iterations > iterationsMax) throw new AppError("wallet/import-rounds");
  const keyLength = parameters.nextTag === tags.integer ? parameters.positive() : null;
  let hash: LockedPkcs8["hash"] | undefined = "SHA-1";
  if (!parameters.isAtEnd) {
    const prf = parameters.reader(tags.sequence);
    hash = hashes[prf.objectId()];
    if (prf.nextTag === tags.null && prf.read(tags.null).length !== 0) throw damaged();
    prf.end();
  }
  parameters.end();
  if (hash === undefined) throw new AppError("wallet/import-cipher");
  if (salt.length === 0) throw damaged();
  return { salt, iterations, keyLength, hash };
}
