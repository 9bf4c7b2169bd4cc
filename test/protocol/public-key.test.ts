import { describe, expect, test } from "vitest";
import { toBase64, toBase64url } from "../../protocol/base64.ts";
import {
  assertNoPrivateKey,
  blobOfPoint,
  isKeyId,
  jwkOfPoint,
  keyIdOfJwk,
  openSshLine,
  parseKeyId,
  parsePublicJwk,
  pointOfBlob,
  pointOfJwk,
} from "../../protocol/public-key.ts";
import { sshString } from "../../protocol/ssh-wire.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { pointOfSecret, privateJwkOfSecret } from "../support/protocol/signing-key.ts";
import { vectors } from "../support/protocol/vectors.ts";

const { d: secret, kid } = vectors.keys.aliceId;
const point = pointOfSecret(secret);
const jwk = jwkOfPoint(point);

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
    expect(pointOfJwk(jwk)).toEqual(point);
  });

  const other = pointOfSecret(vectors.keys.bobId.d);
  const y = toBase64url(other.subarray(33));
  test.each([
    ["null", null],
    ["a text", JSON.stringify(jwk)],
    ["a list", [jwk]],
    ["an RSA key", { kty: "RSA", n: "AQAB", e: "AQAB" }],
    ["an Ed25519 key", { kty: "OKP", crv: "Ed25519", x: jwk.x }],
    ["a key on P-384", { ...jwk, crv: "P-384" }],
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
  const blob = blobOfPoint(point);
  const curve = sshString("nistp256");
  const type = sshString("ecdsa-sha2-nistp256");

  test("gives its point back, and is what key ids are the hash of", async () => {
    expect(pointOfBlob(blob)).toEqual(point);
    expect(await keyIdOfJwk(jwk)).toBe(kid);
  });

  test.each([
    ["nothing", [], "envelope"],
    ["another type", [sshString("ssh-rsa"), curve, sshString(point)], "public-key"],
    ["another curve", [type, sshString("nistp384"), sshString(point)], "public-key"],
    ["no point", [type, curve], "envelope"],
    ["an empty point", [type, curve, sshString("")], "point"],
    ["a compressed point", [type, curve, sshString(point.slice(0, 33))], "point"],
    ["trailing bytes", [type, curve, sshString(point), new Uint8Array(1)], "envelope"],
    ["a type of a megabyte", [sshString(new Uint8Array(1_000_000))], "envelope"],
  ] as const)("refuses %s", async (_, parts, check) => {
    const bytes = new Uint8Array(Buffer.concat(parts));
    await expectRefusal(() => pointOfBlob(bytes), check);
  });

  test("says of Ed25519 that it is not supported yet", async () => {
    const ed25519 = new Uint8Array(
      Buffer.concat([sshString("ssh-ed25519"), sshString(new Uint8Array(32))]),
    );
    expect(() => pointOfBlob(ed25519)).toThrow('"ssh-ed25519", not supported yet');
  });

  test("is read the same from a Buffer inside Node's pool", () => {
    expect(pointOfBlob(Buffer.from(blob) as unknown as typeof blob)).toEqual(Buffer.from(point));
  });
});

test("the line for authorized_keys stays one line", () => {
  const line = openSshLine(jwk, "Anna\n\u2028ssh-rsa \u202eAAAA ");
  expect(line.split(/[\r\n\u2028\u2029]/)).toHaveLength(1);
  expect(line.startsWith("ecdsa-sha2-nistp256 AAAAE2VjZHNh")).toBe(true);
  expect(line.endsWith(" Anna  ssh-rsa  AAAA")).toBe(true);
  expect(openSshLine(jwk).split(" ")).toHaveLength(2);
});
