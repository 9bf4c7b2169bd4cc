import { pbkdf } from "bcrypt-pbkdf";

/** What bcrypt_pbkdf is to do. */
export interface BcryptJob {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly rounds: number;
  readonly length: number;
}

/** `length` bytes. Computes without a pause: half a second for 16 rounds. */
export function deriveBytes({ passphrase, salt, rounds, length }: BcryptJob): Uint8Array {
  const derived = new Uint8Array(length);
  const failed = pbkdf(passphrase, passphrase.length, salt, salt.length, derived, length, rounds);
  if (failed !== 0) throw new Error("bcrypt_pbkdf refused its input");
  return derived;
}
