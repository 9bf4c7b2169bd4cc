import { type Bytes, concat } from "../../../protocol/bytes.ts";
import type { EcdsaType } from "../../../protocol/key-type.ts";

// The public point of a private key, which a file may leave out and WebCrypto gives only by way of
// an extractable key. Not constant time: it runs once, at an import, on a text that the person has
// just brought here.

/** y² = x³ − 3x + b modulo p; n: order of the generator (FIPS 186-5, SEC 2). */
interface Parameters {
  readonly p: bigint;
  readonly n: bigint;
  readonly generator: Jacobian;
}

/** x = X / Z², y = Y / Z³; Z = 0 is the point at infinity. */
type Jacobian = readonly [x: bigint, y: bigint, z: bigint];
const infinity: Jacobian = [1n, 1n, 0n];

const parameters: Readonly<Record<EcdsaType["crv"], Parameters>> = {
  "P-256": {
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    generator: [
      0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
      0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
      1n,
    ],
  },
  "P-384": {
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    generator: [
      0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
      0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
      1n,
    ],
  },
  "P-521": {
    p: (1n << 521n) - 1n,
    n: 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    generator: [
      0xc6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
      0x11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
      1n,
    ],
  },
};

/** Uncompressed; null where `scalar`, as wide as the curve, is not a private key: 1 to n − 1. */
export function publicPointOf(scalar: Bytes, { crv, width }: EcdsaType): Bytes | null {
  const { p, n, generator } = parameters[crv];
  const d = numberOf(scalar);
  if (scalar.length !== width || d === 0n || d >= n) return null;
  let sum = infinity;
  for (let bit = BigInt(width * 8 - 1); bit >= 0n; bit--) {
    sum = double(sum, p);
    if ((d >> bit) & 1n) sum = add(sum, generator, p);
  }
  const [x, y, z] = sum;
  const inverse = invert(z, p);
  const inverse2 = mod(inverse * inverse, p);
  return concat(
    new Uint8Array([4]),
    bytesOf(mod(x * inverse2, p), width),
    bytesOf(mod(y * inverse2 * inverse, p), width),
  );
}

/** For a = −3: Bernstein and Lange's dbl-2001-b. */
function double([x, y, z]: Jacobian, p: bigint): Jacobian {
  const delta = mod(z * z, p);
  const gamma = mod(y * y, p);
  const beta = mod(x * gamma, p);
  const alpha = mod(3n * (x - delta) * (x + delta), p);
  const x3 = mod(alpha * alpha - 8n * beta, p);
  const z3 = mod((y + z) ** 2n - gamma - delta, p);
  return [x3, mod(alpha * (4n * beta - x3) - 8n * gamma * gamma, p), z3];
}

/** add-2007-bl, with the two cases it does not cover. */
function add(a: Jacobian, b: Jacobian, p: bigint): Jacobian {
  if (a[2] === 0n) return b;
  if (b[2] === 0n) return a;
  const za2 = mod(a[2] * a[2], p);
  const zb2 = mod(b[2] * b[2], p);
  const u1 = mod(a[0] * zb2, p);
  const u2 = mod(b[0] * za2, p);
  const s1 = mod(a[1] * b[2] * zb2, p);
  const s2 = mod(b[1] * a[2] * za2, p);
  if (u1 === u2) return s1 === s2 ? double(a, p) : infinity;
  const h = mod(u2 - u1, p);
  const i = mod(4n * h * h, p);
  const j = mod(h * i, p);
  const r = mod(2n * (s2 - s1), p);
  const v = mod(u1 * i, p);
  const x3 = mod(r * r - j - 2n * v, p);
  const z3 = mod(((a[2] + b[2]) ** 2n - za2 - zb2) * h, p);
  return [x3, mod(r * (v - x3) - 2n * s1 * j, p), z3];
}

/** By Fermat: zᵖ⁻². */
function invert(z: bigint, p: bigint): bigint {
  let result = 1n;
  for (let base = mod(z, p), exponent = p - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base, p);
    base = mod(base * base, p);
  }
  return result;
}

function mod(value: bigint, p: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

function numberOf(bytes: Bytes): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function bytesOf(value: bigint, width: number): Bytes {
  const bytes = new Uint8Array(width);
  for (let i = width - 1, rest = value; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}
