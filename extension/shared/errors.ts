/** Every way in which something expected goes wrong, by area. Each has a text in error-text.ts. */
export const appErrorCodes = [
  "wallet/name-empty",
  "wallet/unknown-key",
  "wallet/duplicate",
  "wallet/self-test-failed",
  "wallet/import-empty",
  "wallet/import-too-large",
  "wallet/import-not-text",
  "wallet/import-unknown-format",
  "wallet/import-damaged",
  "wallet/import-mismatch",
  "wallet/import-public-key",
  "wallet/import-passphrase-needed",
  "wallet/import-passphrase-wrong",
  "wallet/import-cipher",
  "wallet/import-openssh-cipher",
  "wallet/import-rounds",
  "wallet/import-putty",
  "wallet/import-certificate",
  "wallet/import-other-algorithm",
  "wallet/import-other-curve",
  "wallet/import-several-keys",
  "approval/unknown",
  "approval/ended",
  "approval/not-what-was-shown",
  "approval/too-many",
  "room/bad-link",
  "room/unknown",
  "room/bad-list",
  "room/too-many-keys",
  "room/host-listed",
  "room/not-allowed",
  "room/bad-server",
  "room/list-moved",
  "room/list-full",
  "server/no-permission",
  "contact/name-empty",
  "contact/name-taken",
  "contact/own-key",
  "contact/too-many",
  "request/refused",
  "request/malformed",
  "storage/failed",
  "background/unreachable",
] as const;
export type AppErrorCode = (typeof appErrorCodes)[number];

export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

export function isAppErrorCode(code: unknown): code is AppErrorCode {
  return appErrorCodes.some((known) => known === code);
}
