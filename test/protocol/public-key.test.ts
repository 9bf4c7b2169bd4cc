import { createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { toBase64, toBase64url } from "../../protocol/base64.ts";
import {
  blobOfKey,
  type EcPublicJwk,
  isKeyId,
  isSameKey,
  jwkOfKey,
  keyIdOfJwk,
  keyOfJwk,
  openSshLine,
  parseKeyId,
  type PublicJwk,
} from "../../protocol/public-key.ts";
import {
  assertNoPrivateKey,
  keyOfBlob,
  keyOfPoint,
  parsePublicJwk,
} from "../../protocol/read-key.ts";
import { sshString } from "../../protocol/ssh-wire.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { makeKeyOf, pointOfSecret, privateJwkOfSecret } from "../support/protocol/signing-key.ts";
import { vectors } from "../support/protocol/vectors.ts";

const { d: secret, kid } = vectors.keys.aliceId;
const point = pointOfSecret(secret);
const jwk = jwkOfKey(keyOfPoint(point)) as EcPublicJwk;

describe("a key id", () => {
  test("is 43 characters whose last carries no needless bits", () => {
    expect(isKeyId(kid)).toBe(true);
    for (const last of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
      const text = kid.slice(0, -1) + last;
      const bytes = Buffer.from(text.slice(7), "base64");
      expect(isKeyId(text)).toBe(toBase64(bytes).slice(0, 43) === text.slice(7));
    }
  });

  test.each([
    ["no prefix", kid.slice(7)],
    ["a prefix in lower case", kid.replace("SHA256", "sha256")],
    ["another hash", kid.replace("SHA256", "SHA512")],
    ["padding", `${kid}=`],
    ["base64url", `SHA256:${"-".repeat(42)}A`],
    ["a character too few", kid.slice(0, -1)],
    ["a character too many", `${kid}A`],
    ["a line feed behind it", `${kid}\n`],
    ["a space before it", ` ${kid}`],
    ["nothing", ""],
  ])("is refused with %s", async (_, text) => {
    expect(isKeyId(text)).toBe(false);
    await expectRefusal(() => parseKeyId(text), "encoding", "format");
  });
});

describe("a public JWK", () => {
  test("is rebuilt from its four fields; whatever else it had is gone", () => {
    const given = { ...jwk, kid: "me", use: "sig", ext: true, key_ops: ["verify"] };
    expect(parsePublicJwk(given)).toStrictEqual(jwk);
    expect(keyOfJwk(jwk).bytes).toEqual(point);
  });

  const other = pointOfSecret(vectors.keys.bobId.d);
  const y = toBase64url(other.subarray(33));
  test.each([
    ["null", null],
    ["a text", JSON.stringify(jwk)],
    ["a list", [jwk]],
    ["an RSA key", { kty: "RSA", n: "AQAB", e: "AQAB" }],
    ["a key on X25519", { kty: "OKP", crv: "X25519", x: jwk.x }],
    ["Ed25519 said to be EC", { kty: "EC", crv: "Ed25519", x: jwk.x, y: jwk.y }],
    ["a key on secp256k1", { ...jwk, crv: "secp256k1" }],
    ["another case", { ...jwk, kty: "ec" }],
    ["no kty", { crv: jwk.crv, x: jwk.x, y: jwk.y }],
    ["no y", { kty: jwk.kty, crv: jwk.crv, x: jwk.x }],
    ["a number for x", { ...jwk, x: 5 }],
    ["fields from a prototype", Object.create(null)],
  ])("refuses %s", async (_, value) => {
    await expectRefusal(() => parsePublicJwk(value), "public-key", "format");
  });

  test.each([
    ["a point off the curve", { ...jwk, y }, "point"],
    ["zeros for a point", { ...jwk, x: "A".repeat(43), y: "A".repeat(43) }, "point"],
    ["coordinates beyond p", { ...jwk, x: "_".repeat(42) + "8" }, "point"],
    ["padding", { ...jwk, x: `${jwk.x}=` }, "encoding"],
    ["a coordinate without its first byte", { ...jwk, x: jwk.x.slice(0, -2) }, "encoding"],
    ["a coordinate with a zero before it", { ...jwk, x: `AA${jwk.x}` }, "encoding"],
    ["base64 in place of base64url", { ...jwk, x: `+${jwk.x.slice(1)}` }, "encoding"],
  ] as const)("refuses %s", async (_, value, check) => {
    await expectRefusal(() => parsePublicJwk(value), check);
  });

  test.each(["d", "p", "q", "dp", "dq", "qi", "oth", "k"])(
    "is a private key with %s, whatever else is wrong with it",
    async (field) => {
      const broken = [{ ...jwk }, { kty: "RSA" }, { kty: 5, x: null }, {}];
      for (const rest of broken) {
        for (const value of ["AQAB", "", null, 0, []]) {
          const given = { ...rest, [field]: value };
          await expectRefusal(() => parsePublicJwk(given), "private-key", "private-key");
        }
      }
    },
  );

  test("is found to be private at any depth, without running out of stack", async () => {
    const privateJwk = privateJwkOfSecret(secret);
    await expectRefusal(() => assertNoPrivateKey([{ a: [privateJwk] }]), "private-key");
    let deep: unknown = privateJwk;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    await expectRefusal(() => assertNoPrivateKey(deep), "private-key");
    assertNoPrivateKey([jwk, { k: "the secret of a link is no key", i: 1 }, null, "d"]);
  });
});

describe("a key blob", () => {
  const blob = blobOfKey(keyOfPoint(point));
  const curve = sshString("nistp256");
  const ecdsa = sshString("ecdsa-sha2-nistp256");

  test("gives its point back, and is what key ids are the hash of", async () => {
    expect(keyOfBlob(blob)).toEqual(keyOfPoint(point));
    expect(await keyIdOfJwk(jwk)).toBe(kid);
  });

  test.each([
    ["nothing", [], "envelope"],
    ["another type", [sshString("ssh-rsa"), curve, sshString(point)], "public-key"],
    ["another curve", [ecdsa, sshString("nistp384"), sshString(point)], "public-key"],
    ["no point", [ecdsa, curve], "envelope"],
    ["an empty point", [ecdsa, curve, sshString("")], "point"],
    ["a compressed point", [ecdsa, curve, sshString(point.slice(0, 33))], "point"],
    ["trailing bytes", [ecdsa, curve, sshString(point), new Uint8Array(1)], "envelope"],
    ["a type of a megabyte", [sshString(new Uint8Array(1_000_000))], "envelope"],
  ] as const)("refuses %s", async (_, parts, check) => {
    const bytes = new Uint8Array(Buffer.concat(parts));
    await expectRefusal(() => keyOfBlob(bytes), check);
  });

  test("says which type is not supported", () => {
    const type = "sk-ssh-ed25519@openssh.com";
    const bytes = new Uint8Array(Buffer.concat([sshString(type), sshString(new Uint8Array(32))]));
    expect(() => keyOfBlob(bytes)).toThrow(`"${type}", not supported`);
  });

  test("is read the same from a Buffer inside Node's pool", () => {
    const { bytes } = keyOfBlob(Buffer.from(blob));
    expect(Buffer.from(bytes)).toEqual(Buffer.from(point));
  });
});

const others = ["P-384", "P-521", "Ed25519"] as const;
describe.each(others)("a key on %s", (crv) => {
  test("comes back the same from its JWK and its blob", async () => {
    const { key } = await makeKeyOf(crv);
    expect(keyOfJwk(parsePublicJwk(jwkOfKey(key)))).toEqual(key);
    expect(keyOfBlob(blobOfKey(key))).toEqual(key);
    expect(isSameKey(key, keyOfBlob(blobOfKey(key)))).toBe(true);
    expect(isSameKey(key, (await makeKeyOf(crv)).key)).toBe(false);
  });

  test("with a bit changed is refused wherever OpenSSL refuses it", async () => {
    const { key } = await makeKeyOf(crv);
    for (let at = 1; at < key.bytes.length; at += 1) {
      const changed = { ...key, bytes: key.bytes.with(at, key.bytes[at]! ^ 4) };
      if (opensslTakes(jwkOfKey(changed))) continue;
      expect(() => keyOfBlob(blobOfKey(changed))).toThrow();
    }
  });
});

function opensslTakes(other: PublicJwk): boolean {
  try {
    createPublicKey({ key: { ...other }, format: "jwk" });
    return true;
  } catch {
    return false;
  }
}

describe("an Ed25519 key", () => {
  const refused = (hex: string): Promise<void> => {
    const bytes = new Uint8Array(Buffer.from(hex, "hex"));
    const edwards = { kty: "OKP", crv: "Ed25519", x: toBase64url(bytes) };
    return expectRefusal(() => parsePublicJwk(edwards), "point", "auth");
  };

  // RFC 8032 section 5.1.3 and the eight points whose order divides eight, in every encoding.
  test.each([
    ["the neutral point", `01${"00".repeat(31)}`],
    ["the neutral point with a sign", `01${"00".repeat(30)}80`],
    ["order two", `ec${"ff".repeat(30)}7f`],
    ["order four", "00".repeat(32)],
    ["order four with a sign", `${"00".repeat(31)}80`],
    ["order eight", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"],
    ["order eight negated", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"],
    ["the other order eight", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"],
    ["y = p", `ed${"ff".repeat(30)}7f`],
    ["y = p + 1", `ee${"ff".repeat(30)}7f`],
    ["no point on the curve", `02${"00".repeat(31)}`],
  ])("refuses %s", (_, hex) => refused(hex));
});

test("the line for authorized_keys stays one line", () => {
  const line = openSshLine(jwk, "Anna\n\u2028ssh-rsa \u202eAAAA ");
  expect(line.split(/[\r\n\u2028\u2029]/)).toHaveLength(1);
  expect(line.startsWith("ecdsa-sha2-nistp256 AAAAE2VjZHNh")).toBe(true);
  expect(line.endsWith(" Anna  ssh-rsa  AAAA")).toBe(true);
  expect(openSshLine(jwk).split(" ")).toHaveLength(2);
});
