import { createECDH, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { publicPointOf } from "../../../../extension/background/key-import/p256.ts";
import { hex } from "../../../support/background/key-files.ts";

const order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
const half = "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8";

function nodePoint(scalar: Uint8Array): string {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(scalar);
  return ecdh.getPublicKey("hex");
}

function hexOf(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString("hex");
}

test.each([
  ["1", "0".repeat(63) + "1"],
  ["2", "0".repeat(63) + "2"],
  ["3", "0".repeat(63) + "3"],
  ["about half the order", half],
  ["the order less two", order.slice(0, -2) + "4f"],
  ["the order less one", order.slice(0, -1) + "0"],
  ["a scalar of a single high bit", "8" + "0".repeat(63)],
  ["a scalar with zero bytes in front", "0".repeat(16) + "f".repeat(48)],
])("gives OpenSSL's point for %s", (_name, scalar) => {
  const bytes = hex(scalar);
  expect(hexOf(publicPointOf(bytes))).toBe(nodePoint(bytes));
});

test("gives OpenSSL's point for random scalars", () => {
  for (let i = 0; i < 100; i++) {
    const scalar = new Uint8Array(randomBytes(32));
    scalar[0]! &= 0x7f;
    expect(hexOf(publicPointOf(scalar))).toBe(nodePoint(scalar));
  }
});

test.each([
  ["zero", "00".repeat(32)],
  ["the order", order],
  ["more than the order", "ff".repeat(32)],
  ["31 bytes", "01".repeat(31)],
  ["33 bytes", "00" + "01".repeat(32)],
])("has no point for %s", (_name, scalar) => {
  expect(publicPointOf(hex(scalar))).toBeNull();
});
