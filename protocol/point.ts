import { fromBase64url, toBase64url } from "./base64.ts";
import type { Bytes } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { type EcdsaType, p256 } from "./key-type.ts";

/** y² = x³ − 3x + b modulo p (FIPS 186-5, SEC 2). */
const curves: Readonly<Record<EcdsaType["crv"], { readonly p: bigint; readonly b: bigint }>> = {
  "P-256": {
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  "P-384": {
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  "P-521": {
    p: (1n << 521n) - 1n,
    b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
};

/**
 * Refuses anything but an uncompressed point on the curve: 4 and two coordinates. The point at
 * infinity has no such form. Ours, not the importer's: a server must refuse a bad DH point without
 * importing it.
 */
export function assertPoint(bytes: Uint8Array, { crv, width }: EcdsaType = p256): void {
  if (bytes.length !== 1 + 2 * width || bytes[0] !== 4) {
    throw refuse("auth", "point", `not an uncompressed ${crv} point`);
  }
  const { p, b } = curves[crv];
  const x = bigEndian(bytes.subarray(1, 1 + width));
  const y = bigEndian(bytes.subarray(1 + width));
  if (x >= p || y >= p || (y * y - (x * x * x - 3n * x + b)) % p !== 0n) {
    throw refuse("auth", "point", `the point is not on ${crv}`);
  }
}

/** 65 bytes of the 87-character form that statements carry. */
export function pointFromText(text: string): Bytes {
  const bytes = fromBase64url(text, 65);
  assertPoint(bytes);
  return bytes;
}

export function pointToText(point: Uint8Array): string {
  return toBase64url(point);
}

function bigEndian(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let number = 0n;
  let at = 0;
  // P-521 has two bytes more than whole words.
  for (; at < bytes.length % 8; at += 1) number = (number << 8n) | BigInt(view.getUint8(at));
  for (; at < bytes.length; at += 8) number = (number << 64n) | view.getBigUint64(at);
  return number;
}
