/** What has to be known to open a key file. */
export type KeyFileLock = { readonly needs: "passphrase" } | BcryptLock;

/** bcrypt_pbkdf, which takes too long for a background worker: the page runs it. */
export interface BcryptLock {
  readonly needs: "bcrypt";
  /** Base64. */
  readonly salt: string;
  readonly rounds: number;
  /** Bytes to derive. */
  readonly length: number;
}

/** What opens it. */
export type KeyFileSecret =
  | { readonly is: "passphrase"; readonly passphrase: string }
  /** `derived`: base64. */
  | { readonly is: "bcrypt"; readonly derived: string };
