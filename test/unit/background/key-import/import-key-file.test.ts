import { expect, test } from "vitest";
import { importKeyFile } from "../../../../extension/background/key-import/import-key-file.ts";
import type { Bytes } from "../../../../protocol/bytes.ts";
import { fromBase64url } from "../../../../protocol/base64.ts";
import { keyOfJwk } from "../../../../protocol/public-key.ts";
import { keyOfPoint } from "../../../../protocol/read-key.ts";
import { verifyWithWebCrypto } from "../../../../protocol/sshsig.ts";
import {
  der,
  ecPublicKeyOid,
  hex,
  makeKeyFile,
  nodeReads,
  otherKey,
  otherPem,
  p256Oid,
  p384Oid,
  pemOf,
  type Pkcs8Parts,
  pkcs8Of,
} from "../../../support/background/key-files.ts";

const ours = makeKeyFile();
const theirs = makeKeyFile();
const scalar = fromBase64url(ours.jwk.d, 32);
const point = keyOfJwk(ours.jwk).bytes;
const theirPoint = keyOfJwk(theirs.jwk).bytes;
const compressed = new Uint8Array([2 + (point[64]! & 1), ...point.subarray(1, 33)]);

function pem(parts: Partial<Pkcs8Parts>): string {
  return pemOf(pkcs8Of({ scalar, point, ...parts }));
}

async function signs(privateKey: CryptoKey, by: Bytes): Promise<boolean> {
  const data = new Uint8Array([1, 2, 3]);
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, data);
  return verifyWithWebCrypto(keyOfPoint(by), data, new Uint8Array(signature));
}

test.each<[string, string]>([
  ["as Node and OpenSSL write it", ours.pem],
  ["built part by part", pem({})],
  ["without the public key", pem({ point: null })],
  ["with the curve named twice", pem({ innerCurve: p256Oid })],
  ["with a compressed public key", pem({ point: compressed })],
  ["with attributes", pem({ after: der(0xa0, der(0x30, hex("06032a0304"))) })],
  [
    "of version 2 with its public key",
    pem({ version: hex("020101"), after: der(0x81, hex("00"), point) }),
  ],
  ["of version 2 without", pem({ version: hex("020101") })],
])("imports PKCS #8 %s", async (_name, text) => {
  const { privateKey, publicKey } = await importKeyFile(text);
  expect(publicKey).toEqual({ kty: "EC", crv: "P-256", x: ours.jwk.x, y: ours.jwk.y });
  expect(await signs(privateKey, point)).toBe(true);
  expect(privateKey).toMatchObject({ extractable: false, usages: ["sign"] });
});

test("the good files of these tests are good to Node as well", () => {
  expect(nodeReads(pem({}))).toBe(true);
  expect(nodeReads(pem({ point: null }))).toBe(true);
  expect(nodeReads(pem({ point: compressed }))).toBe(true);
});

test.each<[string, Partial<Pkcs8Parts>, string]>([
  ["another key's public key", { point: theirPoint }, "mismatch"],
  [
    "a compressed point of the other sign",
    { point: compressed.with(0, compressed[0]! ^ 1) },
    "mismatch",
  ],
  ["a public key off the curve", { point: point.with(64, point[64]! ^ 1) }, "mismatch"],
  ["an empty public key", { point: hex("") }, "mismatch"],
  [
    "a fitting inner and a foreign outer public key",
    { version: hex("020101"), after: der(0x81, hex("00"), theirPoint) },
    "mismatch",
  ],
  ["bytes after its end", { trailing: hex("00") }, "damaged"],
  ["a second key after its end", { trailing: pkcs8Of({ scalar, point }) }, "damaged"],
  ["an element after its parts", { after: hex("0500") }, "damaged"],
  ["a public key in version 1", { after: der(0x81, hex("00"), point) }, "damaged"],
  ["version 3", { version: hex("020102") }, "damaged"],
  ["a version of two bytes", { version: hex("02020000") }, "damaged"],
  ["another inner version", { innerVersion: hex("020102") }, "damaged"],
  ["a private key of zero", { scalar: new Uint8Array(32), point: null }, "damaged"],
  [
    "a private key of the order",
    {
      scalar: hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
      point: null,
    },
    "damaged",
  ],
  ["31 bytes of private key", { scalar: scalar.subarray(1), point: null }, "damaged"],
  ["33 bytes of private key", { scalar: new Uint8Array([0, ...scalar]), point: null }, "damaged"],
  ["another curve inside", { innerCurve: p384Oid }, "damaged"],
  ["P-384 outside", { algorithm: der(0x30, ecPublicKeyOid, p384Oid) }, "damaged"],
  [
    "secp256k1 outside",
    { algorithm: der(0x30, ecPublicKeyOid, hex("06052b8104000a")) },
    "other-curve",
  ],
  ["explicit curve parameters", { algorithm: der(0x30, ecPublicKeyOid, der(0x30)) }, "other-curve"],
  ["no curve at all", { algorithm: der(0x30, ecPublicKeyOid) }, "other-curve"],
  [
    "something after the curve",
    { algorithm: der(0x30, ecPublicKeyOid, p256Oid, hex("0500")) },
    "damaged",
  ],
  ["another algorithm", { algorithm: der(0x30, hex("06032b656e")) }, "other-algorithm"],
])("refuses PKCS #8 with %s", async (_name, parts, code) => {
  await expect(importKeyFile(pem(parts))).rejects.toMatchObject({ code: `wallet/import-${code}` });
});

test.each<[string, string, string]>([
  ["an RSA key", otherPem("rsa"), "other-algorithm"],
  ["a DSA key", otherPem("dsa"), "other-algorithm"],
  ["a secp256k1 key", otherPem("secp256k1"), "other-curve"],
  ["nothing between its lines", pemOf(new Uint8Array()), "damaged"],
  ["no base64", "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----", "damaged"],
  ["base64 of the wrong padding", ours.pem.replace(/=*\n-----END/, "===\n-----END"), "damaged"],
  ["random bytes", pemOf(hex("deadbeef".repeat(30))), "damaged"],
  ["a length of four bytes", pemOf(hex("3084000000053003020100")), "damaged"],
  ["an indefinite length", pemOf(hex("3080020100000000")), "damaged"],
  ["a length longer than needed", pemOf(hex("308103020100")), "damaged"],
  ["a length beyond its end", pemOf(hex("307f020100")), "damaged"],
])("refuses a PKCS #8 file of %s", async (_name, text, code) => {
  await expect(importKeyFile(text)).rejects.toMatchObject({ code: `wallet/import-${code}` });
});

test("refuses a PKCS #8 file cut off anywhere", async () => {
  const good = pkcs8Of({ scalar, point });
  for (let length = 0; length < good.length; length++) {
    const cut = importKeyFile(pemOf(good.slice(0, length)));
    await expect(cut).rejects.toMatchObject({ name: "AppError" });
  }
});

test("takes no PKCS #8 file with a byte changed, but of the other version", async () => {
  const good = pkcs8Of({ scalar, point });
  const versionAt = 5;
  for (let at = 0; at < good.length; at++) {
    const changed = importKeyFile(pemOf(good.with(at, good[at]! ^ 1)));
    if (at === versionAt)
      await expect(changed).resolves.toMatchObject({ publicKey: { x: ours.jwk.x } });
    else await expect(changed).rejects.toMatchObject({ name: "AppError" });
  }
});

test.each<[string, object]>([
  ["alone", ours.jwk],
  ["with what WebCrypto exports", { ...ours.jwk, key_ops: ["sign"], ext: true }],
  ["with a use, an algorithm and a name", { ...ours.jwk, use: "sig", alg: "ES256", kid: "me" }],
  ["of a set of one", { keys: [ours.jwk] }],
])("imports a JWK %s", async (_name, jwk) => {
  const { privateKey, publicKey } = await importKeyFile(JSON.stringify(jwk));
  expect(publicKey).toEqual({ kty: "EC", crv: "P-256", x: ours.jwk.x, y: ours.jwk.y });
  expect(await signs(privateKey, point)).toBe(true);
  expect(privateKey.extractable).toBe(false);
});

test.each<[string, object, string]>([
  ["another key's coordinates", { ...ours.jwk, x: theirs.jwk.x, y: theirs.jwk.y }, "mismatch"],
  ["one foreign coordinate", { ...ours.jwk, y: theirs.jwk.y }, "mismatch"],
  ["no x", { ...ours.jwk, x: undefined }, "damaged"],
  ["no y", { ...ours.jwk, y: undefined }, "damaged"],
  ["a number for d", { ...ours.jwk, d: 7 }, "damaged"],
  ["d of 31 bytes", { ...ours.jwk, d: "A".repeat(42) }, "damaged"],
  ["d padded with =", { ...ours.jwk, d: `${ours.jwk.d}=` }, "damaged"],
  ["d of zero", { ...ours.jwk, d: "A".repeat(43) }, "damaged"],
  ["d in standard base64", { ...ours.jwk, d: `${"+".repeat(42)}8` }, "damaged"],
  ["no d", { kty: "EC", crv: "P-256", x: ours.jwk.x, y: ours.jwk.y }, "public-key"],
  ["secp256k1", otherKey("secp256k1").export({ format: "jwk" }), "other-curve"],
  ["an unknown curve", { ...ours.jwk, crv: "__proto__" }, "other-curve"],
  [
    "P-384 and a scalar of P-256",
    { ...otherKey("P-384").export({ format: "jwk" }), d: ours.jwk.d },
    "damaged",
  ],
  ["X25519", { kty: "OKP", crv: "X25519", x: ours.jwk.x, d: ours.jwk.d }, "other-curve"],
  ["RSA", otherKey("rsa").export({ format: "jwk" }), "other-algorithm"],
  ["a symmetric key", { kty: "oct", k: "AAAA" }, "other-algorithm"],
  ["a kind that is no text", { kty: 5 }, "unknown-format"],
])("refuses a JWK with %s", async (_name, jwk, code) => {
  await expect(importKeyFile(JSON.stringify(jwk))).rejects.toMatchObject({
    code: `wallet/import-${code}`,
  });
});

test.each(["P-384", "ed25519"] as const)("imports %s from PKCS #8 and from a JWK", async (kind) => {
  const key = otherKey(kind);
  const jwk = key.export({ format: "jwk" });
  const pkcs8 = key.export({ format: "pem", type: "pkcs8" }).toString();
  for (const text of [pkcs8, JSON.stringify(jwk)]) {
    const { publicKey, privateKey } = await importKeyFile(text);
    const { d: _, ...expected } = jwk;
    expect(publicKey).toEqual(expected);
    expect(privateKey.extractable).toBe(false);
  }
});
