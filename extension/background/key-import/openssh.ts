import { type Bytes, equalBytes } from "../../../protocol/bytes.ts";
import { ProtocolError } from "../../../protocol/codes.ts";
import type { KeyType } from "../../../protocol/key-type.ts";
import type { PublicKey } from "../../../protocol/public-key.ts";
import { keyOfBlob } from "../../../protocol/read-key.ts";
import { SshReader } from "../../../protocol/ssh-wire.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged } from "./der.ts";
import { type KeyMaterial, padded } from "./key-material.ts";

/** OpenSSH's own format: PROTOCOL.key of its sources, `openssh-key-v1`. */
export interface OpenSshFile {
  readonly key: PublicKey;
  /** Null where there is no passphrase. */
  readonly lock: OpenSshLock | null;
  readonly sealed: Bytes;
}

/** bcrypt_pbkdf and AES in counter mode. */
export interface OpenSshLock {
  readonly salt: Bytes;
  readonly rounds: number;
  /** Of the AES key. */
  readonly keyBytes: number;
}

const magic = "openssh-key-v1\0";
const ivBytes = 16;
/** ssh-keygen writes 16 or 24; a thousand take half a minute, and more are somebody's joke. */
const roundsMax = 1_000;
const keyBytesOf: Readonly<Record<string, number>> = {
  "aes256-ctr": 32,
  "aes192-ctr": 24,
  "aes128-ctr": 16,
};

/** What bcrypt_pbkdf has to give: AES key ‖ counter. */
export function derivedLength({ keyBytes }: OpenSshLock): number {
  return keyBytes + ivBytes;
}

/** Rejects with `wallet/import-…`. The results are copies. */
export function readOpenSsh(bytes: Bytes): OpenSshFile {
  return reading(() => {
    const reader = new SshReader(bytes);
    if (String.fromCharCode(...reader.take(magic.length)) !== magic) throw damaged();
    const cipher = reader.name();
    const kdf = reader.name();
    // First of all: ciphers that are not supported have something of their own at the end.
    const lock = lockOf(cipher, kdf, reader.string());
    if (reader.uint32() !== 1) throw new AppError("wallet/import-several-keys");
    const key = publicKeyOf(reader.string());
    const sealed = reader.string();
    reader.end();
    return { key, lock, sealed };
  });
}

/**
 * The key inside. `derived`: what bcrypt_pbkdf made of the passphrase; null where there is none.
 * Rejects with `wallet/import-passphrase-wrong`, or `wallet/import-damaged`.
 */
export async function openOpenSsh(file: OpenSshFile, derived: Bytes | null): Promise<KeyMaterial> {
  const plain = file.lock === null ? file.sealed : await decrypt(file, file.lock, derived);
  try {
    return reading(() => readPrivate(plain, file));
  } finally {
    plain.fill(0);
  }
}

async function decrypt(file: OpenSshFile, lock: OpenSshLock, derived: Bytes | null) {
  if (derived === null) throw new AppError("wallet/import-passphrase-needed");
  if (derived.length !== derivedLength(lock)) throw damaged();
  const aes = { name: "AES-CTR", counter: derived.slice(lock.keyBytes), length: 128 };
  const raw = derived.subarray(0, lock.keyBytes);
  const key = await crypto.subtle.importKey("raw", raw, "AES-CTR", false, ["decrypt"]);
  return new Uint8Array(await crypto.subtle.decrypt(aes, key, file.sealed));
}

function lockOf(cipher: string, kdf: string, options: Bytes): OpenSshLock | null {
  if (cipher === "none" && kdf === "none" && options.length === 0) return null;
  const keyBytes = keyBytesOf[cipher];
  if (keyBytes === undefined || kdf !== "bcrypt")
    throw new AppError("wallet/import-openssh-cipher");
  const reader = new SshReader(options);
  const salt = reader.string();
  const rounds = reader.uint32();
  reader.end();
  if (salt.length === 0 || salt.length > 64 || rounds < 1) throw damaged();
  if (rounds > roundsMax) throw new AppError("wallet/import-rounds");
  return { salt, rounds, keyBytes };
}

function publicKeyOf(blob: Bytes): PublicKey {
  const name = new SshReader(blob).name();
  if (/^(ssh-rsa|ssh-dss|sk-)/.test(name)) throw new AppError("wallet/import-other-algorithm");
  return keyOfBlob(blob);
}

function readPrivate(plain: Bytes, { key, lock }: OpenSshFile): KeyMaterial {
  const reader = new SshReader(plain);
  // The same number twice: what a wrong passphrase leaves of them differs.
  if (reader.uint32() !== reader.uint32()) {
    throw lock === null ? damaged() : new AppError("wallet/import-passphrase-wrong");
  }
  const { type } = key;
  if (reader.name() !== type.ssh) throw new AppError("wallet/import-mismatch");
  const material = type.kty === "EC" ? readEcdsa(reader, type) : readEdwards(reader, type);
  reader.string(); // The comment.
  assertPadding(reader, lock === null ? 8 : 16);
  return { ...material, stated: [...material.stated, key.bytes] };
}

function readEcdsa(reader: SshReader, type: Extract<KeyType, { kty: "EC" }>): KeyMaterial {
  if (reader.name() !== type.sshCurve) throw damaged();
  const point = reader.string();
  return { type, secret: padded(reader.mpint(type.width), type), stated: [point] };
}

/** The seed and, once more, the public key. */
function readEdwards(reader: SshReader, type: Extract<KeyType, { kty: "OKP" }>): KeyMaterial {
  const stated = reader.string();
  const pair = reader.string();
  if (pair.length !== 64) throw damaged();
  const material = { type, secret: pair.slice(0, 32), stated: [stated, pair.slice(32)] };
  pair.fill(0);
  return material;
}

/** 1, 2, 3 … to a whole number of blocks. */
function assertPadding(reader: SshReader, blockBytes: number): void {
  const rest = reader.rest();
  const expected = Uint8Array.from(rest, (_, index) => index + 1);
  if (rest.length >= blockBytes || !equalBytes(rest, expected)) throw damaged();
}

/** What is no SSH data is a damaged file here, not a breach of protocol. */
function reading<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof ProtocolError ? damaged(error) : error;
  }
}
