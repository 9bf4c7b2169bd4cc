/** IEEE 754 half precision, as the model's file stores its weights (section 3.6, binary16). */
export function halvesToFloats(halves: DataView): Float32Array {
  const floats = new Float32Array(halves.byteLength / 2);
  for (let index = 0; index < floats.length; index++) {
    floats[index] = halfToFloat(halves.getUint16(2 * index, true));
  }
  return floats;
}

function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
