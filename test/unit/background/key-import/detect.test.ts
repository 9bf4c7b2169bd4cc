import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { detect } from "../../../../extension/background/key-import/detect.ts";
import { makeKeyFile, otherPem } from "../../../support/background/key-files.ts";

const ours = makeKeyFile();
const theirs = makeKeyFile();
const { key } = ours;
const publicJwk = { kty: "EC", crv: "P-256", x: ours.jwk.x, y: ours.jwk.y };
const sec1 = key.export({ format: "pem", type: "sec1" }).toString();
const encrypted = key
  .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "secret" })
  .toString();
const { privateKey: rsa } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const publicPem = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .publicKey.export({ format: "pem", type: "spki" })
  .toString();
const lockedSec1 = sec1.replace(
  "-----\n",
  "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n",
);
const openssh =
  "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const sshBlob = "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBA==";

test.each<[string, string, string]>([
  ["nothing", "", "wallet/import-empty"],
  ["only spaces", " \r\n\t ", "wallet/import-empty"],
  ["a byte order mark alone", "\uFEFF", "wallet/import-empty"],
  ["a file of megabytes", ours.pem + "x".repeat(3_000_000), "wallet/import-too-large"],
  [
    "a zip archive read as text",
    "PK\u0003\u0004\u0014\u0000\u0008\u0000",
    "wallet/import-not-text",
  ],
  ["a .p12 file read as text", "0\uFFFD\u0009\uFFFD\u0002\u0001\u0003", "wallet/import-not-text"],
  ["a PEM with a NUL in it", ours.pem.replace("\n", "\u0000\n"), "wallet/import-not-text"],
  ["an encrypted SEC 1 key", lockedSec1, "wallet/import-cipher"],
  ["an RSA key of OpenSSL", otherPem("rsa", "pkcs1"), "wallet/import-other-algorithm"],
  [
    "a locked RSA key",
    rsa.export({ format: "pem", type: "pkcs1", cipher: "aes-128-cbc", passphrase: "x" }).toString(),
    "wallet/import-cipher",
  ],
  [
    "a DSA key",
    "-----BEGIN DSA PRIVATE KEY-----\nMIIB\n-----END DSA PRIVATE KEY-----",
    "wallet/import-other-algorithm",
  ],
  [
    "a PuTTY key",
    "PuTTY-User-Key-File-3: ecdsa-sha2-nistp256\nEncryption: none\n",
    "wallet/import-putty",
  ],
  ["a public key in PEM", publicPem, "wallet/import-public-key"],
  ["an authorized_keys line", `ecdsa-sha2-nistp256 ${sshBlob} a@b`, "wallet/import-public-key"],
  ["an ssh-ed25519 line", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me", "wallet/import-public-key"],
  [
    "a line with options before the key",
    `restrict,command="x" ecdsa-sha2-nistp256 ${sshBlob}`,
    "wallet/import-public-key",
  ],
  [
    "an SSH2 public key file",
    '---- BEGIN SSH2 PUBLIC KEY ----\nComment: "x"\nAAAA\n---- END SSH2 PUBLIC KEY ----',
    "wallet/import-public-key",
  ],
  ["a key id", `SHA256:${"A".repeat(43)}`, "wallet/import-public-key"],
  ["a certificate", certificate, "wallet/import-certificate"],
  [
    "an SSH certificate",
    `ecdsa-sha2-nistp256-cert-v01@openssh.com ${sshBlob}`,
    "wallet/import-certificate",
  ],
  ["two private keys", ours.pem + theirs.pem, "wallet/import-several-keys"],
  ["a private key of each format", ours.pem + openssh, "wallet/import-several-keys"],
  [
    "a JWK set of two",
    JSON.stringify({ keys: [ours.jwk, theirs.jwk] }),
    "wallet/import-several-keys",
  ],
  ["a list of two JWKs", JSON.stringify([ours.jwk, theirs.jwk]), "wallet/import-several-keys"],
  ["an empty JWK set", '{"keys":[]}', "wallet/import-unknown-format"],
  ["JSON that is no JWK", '{"private":"key"}', "wallet/import-unknown-format"],
  ["JSON cut off", JSON.stringify(ours.jwk).slice(0, -9), "wallet/import-damaged"],
  ["PEM cut off", ours.pem.slice(0, 100), "wallet/import-damaged"],
  [
    "PEM whose end is another's",
    ours.pem.replace("-----END PRIVATE", "-----END PUBLIC"),
    "wallet/import-damaged",
  ],
  ["a letter", "Dear Alice,\nhere is my key.", "wallet/import-unknown-format"],
  [
    "base64 without its lines",
    ours.pem.split("\n").slice(1, -2).join(""),
    "wallet/import-unknown-format",
  ],
  [
    "a PEM label of nobody's",
    "-----BEGIN SECRET (.*)+$ THING-----\nAAAA\n-----END SECRET-----",
    "wallet/import-unknown-format",
  ],
  [
    "a PGP key",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ==\n-----END PGP PRIVATE KEY BLOCK-----",
    "wallet/import-other-algorithm",
  ],
])("says what %s is", (_name, text, code) => {
  expect(detect(text)).toEqual({ format: "refused", code });
});

test.each([
  ["as openssl writes it", ours.pem],
  ["with Windows line ends", ours.pem.replaceAll("\n", "\r\n")],
  ["after a byte order mark and text", `\uFEFFBag Attributes\n  name: me\n${ours.pem}`],
  ["with its certificate", ours.pem + certificate],
  ["with its public key", publicPem + ours.pem],
])("recognises PKCS #8 %s", (_name, text) => {
  expect(detect(text).format).toBe("pkcs8");
});

test.each([
  ["alone", ours.jwk],
  ["as a set of one", { keys: [ours.jwk] }],
  ["public", publicJwk],
])("recognises a JWK %s", (_name, value) => {
  expect(detect(JSON.stringify(value, null, 2))).toMatchObject({
    format: "jwk",
    jwk: { kty: "EC" },
  });
});

test("takes no time over a hostile text", () => {
  const began = performance.now();
  for (const text of [
    "-----BEGIN ".repeat(5_000),
    `-----BEGIN PRIVATE KEY-----${" ".repeat(60_000)}`,
    `{${'"a":{'.repeat(8_000)}`,
    `ssh-${"a".repeat(60_000)}`,
    "ssh-rsa ".repeat(8_000),
  ]) {
    detect(text);
  }
  expect(performance.now() - began).toBeLessThan(1_000);
});

test.each([
  ["an encrypted PKCS #8 key", encrypted, "pkcs8-locked"],
  ["an OpenSSH key", openssh, "openssh"],
  ["a SEC 1 key", sec1, "sec1"],
  [
    "a SEC 1 key after its parameters",
    `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${sec1}`,
    "sec1",
  ],
])("sees what %s is", (_name, text, format) => {
  expect(detect(text)).toMatchObject({ format });
});
