import { createECDH, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { publicPointOf } from "../../../../extension/background/key-import/curves.ts";
import { type EcdsaType, keyTypes } from "../../../../protocol/key-type.ts";
import { hex } from "../../../support/background/key-files.ts";

const curves = [
  ["P-256", "prime256v1", "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"],
  [
    "P-384",
    "secp384r1",
    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
  ],
  [
    "P-521",
    "secp521r1",
    "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
  ],
] as const;

function hexOf(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString("hex");
}

describe.each(curves)("on %s", (crv, opensslName, order) => {
  const type = keyTypes[crv] as EcdsaType;
  const digits = 2 * type.width;
  const n = BigInt(`0x${order}`);
  const wide = (value: bigint): string => value.toString(16).padStart(digits, "0");

  const nodePoint = (scalar: Uint8Array): string => {
    const ecdh = createECDH(opensslName);
    ecdh.setPrivateKey(scalar);
    return ecdh.getPublicKey("hex");
  };

  test.each([
    ["1", wide(1n)],
    ["2", wide(2n)],
    ["3", wide(3n)],
    ["about half the order", wide(n / 2n)],
    ["the order less two", wide(n - 2n)],
    ["the order less one", wide(n - 1n)],
    ["a scalar with zero bytes in front", wide(n >> 64n)],
  ])("gives OpenSSL's point for %s", (_name, scalar) => {
    const bytes = hex(scalar);
    expect(hexOf(publicPointOf(bytes, type))).toBe(nodePoint(bytes));
  });

  test("gives OpenSSL's point for random scalars", () => {
    for (let i = 0; i < 40; i++) {
      const scalar = new Uint8Array(randomBytes(type.width));
      scalar[0]! &= crv === "P-521" ? 0 : 0x7f;
      expect(hexOf(publicPointOf(scalar, type))).toBe(nodePoint(scalar));
    }
  });

  test.each([
    ["zero", wide(0n)],
    ["the order", order],
    ["more than the order", "ff".repeat(type.width)],
    ["a byte too few", "01".repeat(type.width - 1)],
    ["a byte too many", `00${"01".repeat(type.width)}`],
  ])("has no point for %s", (_name, scalar) => {
    expect(publicPointOf(hex(scalar), type)).toBeNull();
  });
});
