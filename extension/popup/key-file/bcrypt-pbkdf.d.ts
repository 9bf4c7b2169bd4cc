declare module "bcrypt-pbkdf" {
  /** 0 where it went well. Writes `keyLength` bytes into `key`. */
  export function pbkdf(
    passphrase: Uint8Array,
    passphraseLength: number,
    salt: Uint8Array,
    saltLength: number,
    key: Uint8Array,
    keyLength: number,
    rounds: number,
  ): number;
}
