// The text of every error code, found by its name: a code without a text does not compile. Pages hand
// the key to `t`. Computed, since a table of them all would be two kilobytes in every page.

import type { AppErrorCode } from "./errors.ts";
import type { MessageKey } from "./i18n.ts";

/** `storage/failed` → `errStorageFailed`. */
export type ErrorTextKey = KeyOf<AppErrorCode>;

type KeyOf<Code extends string> = Code extends `${infer Area}/${infer Rest}`
  ? `err${Capitalize<Area>}${Pascal<Rest>}`
  : never;
type Pascal<Words extends string> = Words extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Words>;

export function errorTextKey(code: AppErrorCode): ErrorTextKey & MessageKey {
  const pascal = code.replace(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `err${pascal}` as ErrorTextKey satisfies MessageKey;
}

const newKeyFile = "ssh-keygen -t ecdsa -f latchkey";

/**
 * Shell commands that make a file which can be imported, shown below the error's text. Each was run
 * with OpenSSH 9.2, OpenSSL 3.0 and PuTTY 0.78. They work on a copy: ssh-keygen -p writes in place.
 */
export const errorCommands: Readonly<Partial<Record<AppErrorCode, string>>> = {
  "wallet/import-cipher": "openssl pkcs8 -topk8 -v2 aes-256-cbc -in key.pem -out latchkey.pem",
  "wallet/import-openssh-cipher":
    "cp id_ecdsa latchkey.key\nssh-keygen -p -Z aes256-ctr -f latchkey.key",
  "wallet/import-putty": "puttygen key.ppk -O private-openssh-new -o latchkey.key",
  "wallet/import-other-algorithm": newKeyFile,
  "wallet/import-other-curve": newKeyFile,
};
