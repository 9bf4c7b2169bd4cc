import { generateKeyPairSync, type KeyObject } from "node:crypto";

/** Key files that want to hang, confuse or fill a wallet. */

export function goodKeyFile(): string {
  return pemOf(derOf(keyPair().privateKey));
}

const keyPair = (): { privateKey: KeyObject; publicKey: KeyObject } =>
  generateKeyPairSync("ec", { namedCurve: "P-256" });
const derOf = (key: KeyObject): Buffer => key.export({ format: "der", type: "pkcs8" });
const pemOf = (der: Uint8Array, label = "PRIVATE KEY"): string => {
  const lines = Buffer.from(der)
    .toString("base64")
    .match(/.{1,64}/g);
  return [`-----BEGIN ${label}-----`, ...(lines ?? []), `-----END ${label}-----`, ""].join("\n");
};

/** The name of each says what is wrong with it. */
export function hostileKeyFiles(): Readonly<Record<string, string>> {
  const good = derOf(keyPair().privateKey);
  const other = derOf(keyPair().privateKey);
  return {
    "four thousand million rounds of bcrypt": opensshWithRounds(0xffffffff),
    "two thousand million rounds of PBKDF2": encryptedWithRounds(0x7fffffff),
    "two hundred keys": Array.from({ length: 200 }, () => pemOf(derOf(keyPair().privateKey))).join(
      "",
    ),
    "a byte too many": pemOf(Buffer.concat([good, Buffer.from([0])])),
    "a byte too few": pemOf(good.subarray(0, -1)),
    "a length that lies": pemOf(Buffer.from(good).fill(0x7f, 1, 2)),
    "another key's public half": pemOf(Buffer.concat([good.subarray(0, -65), other.subarray(-65)])),
    "a secret of zero": pemOf(withSecret(good, Buffer.alloc(32))),
    "a secret beyond the order of the curve": pemOf(withSecret(good, Buffer.alloc(32, 0xff))),
    "bad padding of base64": pemOf(good).replace("\n-----END", "=\n-----END"),
    "a key within a key": pemOf(Buffer.from(pemOf(good))),
    "prototype keys": `{"__proto__":{"kty":"EC"},"crv":"P-256","constructor":{"d":"AA"}}`,
  };
}

/** The 32 bytes of the private key follow its tag in what Node writes. */
function withSecret(der: Buffer, secret: Buffer): Buffer {
  const at = der.indexOf(Buffer.from("0201010420", "hex")) + 5;
  return Buffer.concat([der.subarray(0, at), secret, der.subarray(at + 32)]);
}

function opensshWithRounds(rounds: number): string {
  const field = (bytes: Buffer | string): Buffer => {
    const body = Buffer.from(bytes);
    return Buffer.concat([uint32(body.length), body]);
  };
  const body = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    field("aes256-ctr"),
    field("bcrypt"),
    field(Buffer.concat([field(Buffer.alloc(16, 7)), uint32(rounds)])),
    uint32(1),
    field(Buffer.alloc(104)),
    field(Buffer.alloc(256)),
  ]);
  return pemOf(body, "OPENSSH PRIVATE KEY");
}

/** EncryptedPrivateKeyInfo with PBES2, as RFC 8018 has it. */
function encryptedWithRounds(rounds: number): string {
  const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
    const body = Buffer.concat(parts);
    const length =
      body.length < 128 ? Buffer.from([body.length]) : Buffer.from([0x81, body.length]);
    return Buffer.concat([Buffer.from([tag]), length, body]);
  };
  const oid = (hex: string): Buffer => tlv(6, Buffer.from(hex, "hex"));
  const kdf = tlv(
    0x30,
    oid("2a864886f70d01050c"),
    tlv(0x30, tlv(4, Buffer.alloc(8, 1)), tlv(2, uint32(rounds))),
  );
  const cipher = tlv(0x30, oid("60864801650304012a"), tlv(4, Buffer.alloc(16, 2)));
  const scheme = tlv(0x30, oid("2a864886f70d01050d"), tlv(0x30, kdf, cipher));
  return pemOf(tlv(0x30, scheme, tlv(4, Buffer.alloc(112))), "ENCRYPTED PRIVATE KEY");
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
