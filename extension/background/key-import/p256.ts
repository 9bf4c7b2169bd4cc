import type { Bytes } from "../../../protocol/bytes.ts";
import { concat } from "../../../protocol/bytes.ts";

// The public point of a private key, which a file may leave out and WebCrypto gives only by way of
// an extractable key. Not constant time: it runs once, at an import, on a text that the person has
// just brought here.

const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const generator: Jacobian = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  1n,
];

/** x = X / Z², y = Y / Z³; Z = 0 is the point at infinity. */
type Jacobian = readonly [x: bigint, y: bigint, z: bigint];
const infinity: Jacobian = [1n, 1n, 0n];

/** 65 bytes, uncompressed; null where `scalar` (32 bytes) is not a private key: 1 to n − 1. */
export function publicPointOf(scalar: Bytes): Bytes | null {
  const d = numberOf(scalar);
  if (scalar.length !== 32 || d === 0n || d >= n) return null;
  let sum = infinity;
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = double(sum);
    if ((d >> bit) & 1n) sum = add(sum, generator);
  }
  const [x, y, z] = sum;
  const inverse = invert(z);
  const inverse2 = mod(inverse * inverse);
  return concat(
    new Uint8Array([4]),
    bytesOf(mod(x * inverse2)),
    bytesOf(mod(y * inverse2 * inverse)),
  );
}

/** For a = −3: Bernstein and Lange's dbl-2001-b. */
function double([x, y, z]: Jacobian): Jacobian {
  const delta = mod(z * z);
  const gamma = mod(y * y);
  const beta = mod(x * gamma);
  const alpha = mod(3n * (x - delta) * (x + delta));
  const x3 = mod(alpha * alpha - 8n * beta);
  const z3 = mod((y + z) ** 2n - gamma - delta);
  return [x3, mod(alpha * (4n * beta - x3) - 8n * gamma * gamma), z3];
}

/** add-2007-bl, with the two cases it does not cover. */
function add(a: Jacobian, b: Jacobian): Jacobian {
  if (a[2] === 0n) return b;
  if (b[2] === 0n) return a;
  const za2 = mod(a[2] * a[2]);
  const zb2 = mod(b[2] * b[2]);
  const u1 = mod(a[0] * zb2);
  const u2 = mod(b[0] * za2);
  const s1 = mod(a[1] * b[2] * zb2);
  const s2 = mod(b[1] * a[2] * za2);
  if (u1 === u2) return s1 === s2 ? double(a) : infinity;
  const h = mod(u2 - u1);
  const i = mod(4n * h * h);
  const j = mod(h * i);
  const r = mod(2n * (s2 - s1));
  const v = mod(u1 * i);
  const x3 = mod(r * r - j - 2n * v);
  const z3 = mod(((a[2] + b[2]) ** 2n - za2 - zb2) * h);
  return [x3, mod(r * (v - x3) - 2n * s1 * j), z3];
}

/** By Fermat: zᵖ⁻². */
function invert(z: bigint): bigint {
  let result = 1n;
  for (let base = mod(z), exponent = p - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}

function mod(value: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

function numberOf(bytes: Bytes): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function bytesOf(value: bigint): Bytes {
  const bytes = new Uint8Array(32);
  for (let i = 31, rest = value; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}
