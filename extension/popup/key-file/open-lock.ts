import type { KeyFileLock, KeyFileSecret } from "../../shared/key-file-lock.ts";
import type { DeriveBcrypt } from "./bcrypt.ts";

/** What the wallet needs to open a file that has a lock. */
export async function openLock(
  lock: KeyFileLock,
  passphrase: string,
  derive: DeriveBcrypt,
): Promise<KeyFileSecret> {
  return lock.needs === "passphrase"
    ? { is: "passphrase", passphrase }
    : { is: "bcrypt", derived: await derive(passphrase, lock) };
}
