import { expect, test } from "vitest";
import { assertPoint, pointFromText, pointToText } from "../../protocol/point.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { pointOfSecret } from "../support/protocol/signing-key.ts";
import { fromHex, vectors } from "../support/protocol/vectors.ts";

const point = pointOfSecret(vectors.keys.aliceId.d);
const x = Buffer.from(point.slice(1, 33)).toString("hex");
const y = Buffer.from(point.slice(33)).toString("hex");
const zero = "00".repeat(32);
const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const b = "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b";
// The square root of b: (0, root) is a point, and (p, root) is the same one written otherwise.
const root = hex(power(BigInt(`0x${b}`), (p + 1n) / 4n));

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let rest = exponent, square = base; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}

function hex(value: bigint): string {
  return value.toString(16).padStart(64, "0");
}

test("takes points of the curve, also one whose x is zero", () => {
  assertPoint(point);
  assertPoint(fromHex(`04${zero}${root}`));
  assertPoint(pointOfSecret("01".padStart(64, "0")));
  expect(pointToText(pointFromText(pointToText(point)))).toBe(pointToText(point));
});

test("takes the other root of the same x, which is another point", () => {
  assertPoint(fromHex(`04${x}${hex(p - BigInt(`0x${y}`))}`));
});

test.each([
  ["nothing", ""],
  ["infinity, one zero byte", "00"],
  ["infinity, padded", `00${zero}${zero}`],
  ["infinity, as coordinates", `04${zero}${zero}`],
  ["a compressed point", `${point[64]! % 2 === 0 ? "02" : "03"}${x}`],
  ["a compressed tag on an uncompressed point", `02${x}${y}`],
  ["a hybrid point", `${point[64]! % 2 === 0 ? "06" : "07"}${x}${y}`],
  ["a point off the curve", `04${x}${y.slice(0, -1)}${y.endsWith("0") ? "1" : "0"}`],
  ["coordinates in the other order", `04${y}${x}`],
  ["a point of the twist", `04${hex(2n)}${hex(1n)}`],
  ["x = p", `04${hex(p)}${root}`],
  ["x beyond p", `04${"ff".repeat(32)}${root}`],
  ["y beyond p", `04${zero}${hex(p + 1n)}`],
  ["one byte too few", `04${x}${y.slice(2)}`],
  ["one byte too many", `04${x}${y}00`],
  [
    "a point of secp256k1",
    "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
  ],
  ["a point of P-384's length", `04${"11".repeat(96)}`],
])("refuses %s", async (_, bytes) => {
  await expectRefusal(() => assertPoint(fromHex(bytes)), "point", "auth");
});

test("refuses text of another length or form", async () => {
  const text = pointToText(point);
  expect(text).toHaveLength(87);
  await expectRefusal(() => pointFromText(text.slice(1)), "encoding");
  await expectRefusal(() => pointFromText(`${text}=`), "encoding");
  // 65 bytes leave two bits in the last character.
  await expectRefusal(() => pointFromText(text.slice(0, -1) + "B"), "encoding");
});
