import { refuse } from "./codes.ts";

// Ed25519 (RFC 8032): what may be somebody's public key.

const p = (1n << 255n) - 19n;
const d = 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n;
const topBit = 1n << 255n;

/**
 * Refuses what is not 32 bytes of a point on the curve in its one encoding, and points of small
 * order: under such a key, signatures of anything can be made by anyone.
 */
export function assertEdwardsKey(bytes: Uint8Array): void {
  if (bytes.length !== 32) throw refuse("auth", "point", "not an Ed25519 public key");
  const encoded = littleEndian(bytes);
  const y = encoded % topBit;
  if (y >= p) throw refuse("auth", "point", "the Ed25519 public key is not canonical");
  const y2 = (y * y) % p;
  // x² = (y² − 1) / (d y² + 1); a quotient of squares is a square as the product is.
  const numerator = mod(y2 - 1n);
  const denominator = mod(d * y2 + 1n);
  const isSquare = power(mod(numerator * denominator), (p - 1n) / 2n) <= 1n;
  const isNegativeZero = numerator === 0n && encoded >= topBit;
  if (!isSquare || isNegativeZero) {
    throw refuse("auth", "point", "the Ed25519 public key is not on the curve");
  }
  if (isOfSmallOrder(y2, numerator, denominator)) {
    throw refuse("auth", "point", "the Ed25519 public key is of small order");
  }
}

/**
 * Order 1 and 2: x = 0. Order 4: y = 0. Order 8: twice the point has y = 0, which is where
 * y² + x² = 0, since the y of the double is (y² + x²) / (1 − d x² y²).
 */
function isOfSmallOrder(y2: bigint, x2Numerator: bigint, x2Denominator: bigint): boolean {
  return x2Numerator === 0n || y2 === 0n || mod(y2 * x2Denominator + x2Numerator) === 0n;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}

function mod(value: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

function littleEndian(bytes: Uint8Array): bigint {
  let hex = "0x";
  for (const byte of bytes.toReversed()) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
}
