/** From what the network says of each pixel to how much of it is drawn, 0 to 255. */

/** What was there a moment ago counts a little: edges would flicker. */
const memory = 0.35;
/** Below, a pixel is background; above, it is the person. Doubt is for the background. */
const [nothingUpTo, allFrom] = [0.35, 0.75];

/** Changes `kept`, the smoothed mask, and writes it into the alpha of `pixels` (RGBA). */
export function blendMask(
  fresh: Float32Array,
  kept: Float32Array,
  pixels: Uint8ClampedArray,
): void {
  for (let at = 0; at < fresh.length; at++) {
    const now = fresh[at] ?? 0;
    const value = now + memory * ((kept[at] ?? 0) - now);
    kept[at] = value;
    const part = Math.min(1, Math.max(0, (value - nothingUpTo) / (allFrom - nothingUpTo)));
    pixels[4 * at + 3] = 255 * part * part * (3 - 2 * part);
  }
}
