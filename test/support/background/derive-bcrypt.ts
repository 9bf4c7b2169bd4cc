import { fromBase64, toBase64 } from "../../../protocol/base64.ts";
import { utf8 } from "../../../protocol/bytes.ts";
import type { DeriveBcrypt } from "../../../extension/popup/key-file/bcrypt.ts";
import { deriveBytes } from "../../../extension/popup/key-file/derive-bytes.ts";

/** As the page's worker does it, without a worker. */
export const deriveHere: DeriveBcrypt = async (passphrase, { salt, rounds, length }) => {
  const job = { passphrase: utf8(passphrase), salt: fromBase64(salt), rounds, length };
  return toBase64(new Uint8Array(deriveBytes(job)));
};
