import { fromBase64, toBase64 } from "../../../protocol/base64.ts";
import { utf8 } from "../../../protocol/bytes.ts";
import type { BcryptLock } from "../../shared/key-file-lock.ts";
import type { BcryptJob } from "./derive-bytes.ts";

/** Base64 of what bcrypt_pbkdf makes of a passphrase. Takes half a second for 16 rounds. */
export type DeriveBcrypt = (passphrase: string, lock: BcryptLock) => Promise<string>;

export const deriveInWorker: DeriveBcrypt = async (passphrase, { salt, rounds, length }) => {
  const worker = new Worker(new URL("./bcrypt-worker.ts", import.meta.url), { type: "module" });
  try {
    const derived = new Promise<Uint8Array>((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => resolve(data));
      worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    });
    const bytes = utf8(passphrase);
    const job: BcryptJob = { passphrase: bytes, salt: fromBase64(salt), rounds, length };
    worker.postMessage(job, [bytes.buffer]);
    const result = await derived;
    return toBase64(result);
  } finally {
    worker.terminate();
  }
};
