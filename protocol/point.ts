import { fromBase64url, toBase64url } from "./base64.ts";
import { type Bytes, concat } from "./bytes.ts";
import { refuse } from "./codes.ts";

const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/**
 * Refuses anything but 65 bytes of an uncompressed point on P-256. The point at infinity has no
 * such form. Ours, not the importer's: a server must refuse a bad DH point without importing it.
 */
export function assertPoint(bytes: Uint8Array): void {
  if (bytes.length !== 65 || bytes[0] !== 4) {
    throw refuse("auth", "point", "not an uncompressed P-256 point");
  }
  const x = bigEndian(bytes.subarray(1, 33));
  const y = bigEndian(bytes.subarray(33));
  if (x >= p || y >= p || (y * y - (x * x * x - 3n * x + b)) % p !== 0n) {
    throw refuse("auth", "point", "the point is not on P-256");
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

export function pointFromCoordinates(x: Uint8Array, y: Uint8Array): Bytes {
  const point = concat(new Uint8Array([4]), x, y);
  assertPoint(point);
  return point;
}

/** Of 32 bytes. */
function bigEndian(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let number = 0n;
  for (let at = 0; at < bytes.length; at += 8) number = (number << 64n) | view.getBigUint64(at);
  return number;
}
