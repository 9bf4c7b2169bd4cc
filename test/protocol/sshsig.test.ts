import { describe, expect, test } from "vitest";
import { toBase64 } from "../../protocol/base64.ts";
import { blobOfKey } from "../../protocol/public-key.ts";
import { keyOfPoint } from "../../protocol/read-key.ts";
import { mpint, sshString, uint32 } from "../../protocol/ssh-wire.ts";
import {
  armorSshSignature,
  decodeSshSignature,
  encodeSshSignature,
  unarmorSshSignature,
} from "../../protocol/sshsig.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { pointOfSecret } from "../support/protocol/signing-key.ts";
import { fromHex, vectors } from "../support/protocol/vectors.ts";

const point = pointOfSecret(vectors.keys.aliceId.d);
const honest = vectors.joinAlice;
const r = fromHex(honest.p1363Rfc6979.slice(0, 64));
const s = fromHex(honest.p1363Rfc6979.slice(64));
const numbers = [mpint(r), mpint(s)];
const zero = new Uint8Array(1);

/** An envelope part by part; each part that is given stands in for the honest one. */
function envelope(
  given: {
    magic?: string;
    version?: number;
    blob?: Uint8Array;
    namespace?: string;
    reserved?: string;
    hash?: string;
    kind?: string;
    numbers?: readonly Uint8Array[];
    inner?: Uint8Array;
    outer?: Uint8Array;
    after?: Uint8Array;
  } = {},
): string {
  const inner = given.inner ?? bytes(given.numbers ?? numbers);
  const kind = sshString(given.kind ?? "ecdsa-sha2-nistp256");
  const outer = given.outer ?? bytes([kind, sshString(inner)]);
  return toBase64(
    bytes([
      new TextEncoder().encode(given.magic ?? "SSHSIG"),
      uint32(given.version ?? 1),
      sshString(given.blob ?? blobOfKey(keyOfPoint(point))),
      sshString(given.namespace ?? "latchkey-join-v1"),
      sshString(given.reserved ?? ""),
      sshString(given.hash ?? "sha512"),
      sshString(outer),
      given.after ?? new Uint8Array(),
    ]),
  );
}

function bytes(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

function asString(raw: string): Uint8Array {
  return sshString(fromHex(raw));
}

test("the honest envelope is the published one", () => {
  expect(envelope()).toBe(honest.sshsigBase64);
  expect(decodeSshSignature(envelope()).key).toEqual(keyOfPoint(point));
});

const kind = sshString("ecdsa-sha2-nistp256");
const fortyZeros = "00".repeat(33);

test.each([
  ["version 0", { version: 0 }],
  ["version 2", { version: 2 }],
  ["version 2^24, which is 1 read from the wrong end", { version: 0x01000000 }],
  ["another magic", { magic: "SSHSIH" }],
  ["magic in lower case", { magic: "sshsig" }],
  ["OpenSSH's magic for keys", { magic: "openss" }],
  ["something reserved", { reserved: "x" }],
  ["sha256", { hash: "sha256" }],
  ["sha384", { hash: "sha384" }],
  ["SHA512 in capitals", { hash: "SHA512" }],
  ["no hash", { hash: "" }],
  ["another key's kind of signature", { kind: "ecdsa-sha2-nistp384" }],
  ["an Ed25519 signature under an ECDSA key", { kind: "ssh-ed25519" }],
  ["an RSA signature under an ECDSA key", { kind: "rsa-sha2-512" }],
  ["a certificate's kind", { kind: "ecdsa-sha2-nistp256-cert-v01@openssh.com" }],
  ["a security key's kind", { kind: "sk-ecdsa-sha2-nistp256@openssh.com" }],
  ["bytes after the envelope", { after: zero }],
  ["bytes after the signature", { outer: bytes([kind, sshString(bytes(numbers)), zero]) }],
  ["bytes after the numbers", { numbers: [...numbers, zero] }],
  ["a third number", { numbers: [...numbers, mpint(s)] }],
  ["one number", { numbers: [mpint(r)] }],
  ["no numbers", { numbers: [] }],
  ["no signature", { outer: kind }],
  ["nothing inside", { outer: new Uint8Array() }],
  ["bytes after the key", { blob: bytes([blobOfKey(keyOfPoint(point)), zero]) }],
  ["r = 0, the short way", { numbers: [asString(""), mpint(s)] }],
  ["r = 0, the long way", { numbers: [asString("00"), mpint(s)] }],
  ["s = 0", { numbers: [mpint(r), asString("")] }],
  ["s = 0 in 32 bytes", { numbers: [mpint(r), asString("00".repeat(32))] }],
  ["a negative r", { numbers: [asString("ff".repeat(32)), mpint(s)] }],
  ["a negative s", { numbers: [mpint(r), asString(`80${"00".repeat(31)}`)] }],
  ["a needless zero before r", { numbers: [asString(`00${"11".repeat(31)}`), mpint(s)] }],
  ["two zeros before r", { numbers: [asString(`0000${"ff".repeat(32)}`), mpint(s)] }],
  ["33 bytes of r", { numbers: [asString("11".repeat(33)), mpint(s)] }],
  ["33 bytes of s behind a zero", { numbers: [mpint(r), asString(`00${"ff".repeat(33)}`)] }],
  ["zeros alone", { numbers: [asString(fortyZeros), mpint(s)] }],
] as const)("refuses %s", async (_, given) => {
  await expectRefusal(() => decodeSshSignature(envelope(given)), "envelope");
});

test.each([
  ["an RSA key", sshString("ssh-rsa"), "public-key"],
  ["an Ed25519 key of a byte", bytes([sshString("ssh-ed25519"), sshString(zero)]), "point"],
  ["no key", new Uint8Array(), "envelope"],
  ["a key that says P-384", bytes([kind, sshString("nistp384"), sshString(point)]), "public-key"],
  [
    "a point off the curve",
    bytes([kind, sshString("nistp256"), sshString(point.with(64, point[64]! ^ 1))]),
    "point",
  ],
  ["infinity", bytes([kind, sshString("nistp256"), sshString(zero)]), "point"],
  [
    "a compressed point",
    bytes([kind, sshString("nistp256"), sshString(point.slice(0, 33))]),
    "point",
  ],
] as const)("refuses %s", async (_, blob, check) => {
  await expectRefusal(() => decodeSshSignature(envelope({ blob })), check);
});

test("refuses the envelope cut off at every byte", async () => {
  const whole = Buffer.from(envelope(), "base64");
  for (let length = 0; length < whole.length; length++) {
    const cut = toBase64(whole.subarray(0, length));
    await expectRefusal(() => decodeSshSignature(cut), "envelope");
  }
});

test("refuses lengths that reach beyond the end, up to the largest", async () => {
  const whole = Buffer.from(envelope(), "base64");
  for (const length of [0x7fffffff, 0x80000000, 0xffffffff]) {
    for (const at of [10, 14, 37]) {
      const changed = Buffer.from(whole);
      changed.writeUInt32BE(length, at);
      await expectRefusal(() => decodeSshSignature(toBase64(changed)), "envelope");
    }
  }
});

test("refuses an envelope of any size beyond what one can be", async () => {
  const long = envelope({ namespace: "x".repeat(200) });
  expect(decodeSshSignature(long).namespace).toHaveLength(200);
  const longer = envelope({ namespace: "x".repeat(300) });
  await expectRefusal(() => decodeSshSignature(longer), "envelope");
  const longest = envelope({ namespace: "x".repeat(200_000) });
  await expectRefusal(() => decodeSshSignature(longest), "envelope");
  // Before it is decoded: the size is what costs.
  expect(() => decodeSshSignature("!".repeat(2_049))).toThrow("too long");
});

test("gives the namespace as it is, for the caller to judge", () => {
  for (const namespace of ["", "file", "latchkey-join-v2", "latchkey-join-v1 "]) {
    expect(decodeSshSignature(envelope({ namespace })).namespace).toBe(namespace);
  }
});

test("refuses a namespace that is not plain ASCII", async () => {
  for (const namespace of ["latchkey-join-v1\0", "latchkéy", "a\nb", "\u007f"]) {
    await expectRefusal(() => decodeSshSignature(envelope({ namespace })), "envelope");
  }
});

test("keeps r and s of every length at their 32 bytes", () => {
  for (let length = 1; length <= 32; length++) {
    const small = new Uint8Array(32).fill(0x81, 32 - length);
    const signature = new Uint8Array([...small, ...small]);
    const parts = { key: keyOfPoint(point), namespace: "x", signature };
    expect(decodeSshSignature(encodeSshSignature(parts))).toEqual(parts);
  }
});

describe("armor", () => {
  const armored = armorSshSignature(honest.sshsigBase64);

  test("is what ssh-keygen writes: 70 characters a line", () => {
    const lines = armored.split("\n");
    expect(lines[0]).toBe("-----BEGIN SSH SIGNATURE-----");
    expect(Math.max(...lines.map((line) => line.length))).toBe(70);
    expect(lines.at(-2)).toBe("-----END SSH SIGNATURE-----");
    expect(unarmorSshSignature(armored)).toBe(honest.sshsigBase64);
    expect(unarmorSshSignature(armored.replaceAll("\n", "\r\n"))).toBe(honest.sshsigBase64);
  });

  test.each([
    ["nothing", ""],
    ["base64 alone", honest.sshsigBase64],
    ["another label", armored.replaceAll("SSH SIGNATURE", "PGP SIGNATURE")],
    ["no end", armored.split("\n").slice(0, -2).join("\n")],
    ["text before it", `hello\n${armored}`],
    ["text behind it", `${armored}hello`],
    ["two of them", armored + armored],
    ["headers inside", armored.replace("\n", "\nComment: x\n")],
  ])("refuses %s", async (_, text) => {
    await expectRefusal(() => unarmorSshSignature(text), "envelope");
  });
});
