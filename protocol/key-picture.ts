// Draws a key id as a latchkey: shape of the bow, hole, two metals, groove and fourteen cuts of
// eight depths, all taken from the 32 bytes of the id. Pure and deterministic, so that the wallet,
// the call, the server's room page and a printed card show the same key to everyone.
//
// The picture helps the eye to recognise; it proves nothing. Words and the id stand beside it.

import { bladePath, collarPath, groovePaths } from "./key-picture/blade.ts";
import { bowShapes, holePaths } from "./key-picture/bows.ts";
import { bladeMetals, bowColours } from "./key-picture/colours.ts";

/** One filled outline, in the coordinates of a lying key, bow at the left around the origin. */
export interface KeyPart {
  readonly d: string;
  readonly fill: string;
}

/** A key as plain data. `bow`, `colour` and `metal` are names such as "trefoil", "teal", "brass". */
export interface KeyDrawing {
  readonly bow: string;
  readonly colour: string;
  readonly metal: string;
  /** Fourteen depths, 0 (shallow) to 7 (deep): seven of the upper edge, then seven of the lower. */
  readonly cuts: readonly number[];
  /** Painted in this order, with fill-rule evenodd. */
  readonly parts: readonly KeyPart[];
}

export type KeyLayout = "square" | "wide";

export interface KeySvgOptions {
  /** Height in CSS pixels; 40 where left out. */
  readonly size?: number;
  /** "square", where left out, lays the key along the diagonal; "wide" shows it lying. */
  readonly layout?: KeyLayout;
  /** Accessible name. Without it the picture is hidden from screen readers. */
  readonly title?: string;
}

/** View box, width for a height of 1, and transform of the parts in each layout. */
export const keyLayouts = {
  square: { viewBox: "0 0 149 149", aspect: 1, transform: "translate(43.6 43.6) rotate(45)" },
  wide: { viewBox: "-48 -45 192 90", aspect: 192 / 90, transform: "translate(0 0)" },
} as const;

const cutsPerEdge = 7;
const keyIdPattern = /^SHA256:([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048])$/;

/** Throws a RangeError where `keyId` is not "SHA256:" and 43 characters of canonical base64. */
export function drawKey(keyId: string): KeyDrawing {
  const hash = hashOfKeyId(keyId);
  const byte = (index: number): number => hash.charCodeAt(index);
  const bow = pick(bowShapes, byte(0));
  const colour = pick(bowColours, byte(1));
  const metal = pick(bladeMetals, byte(2));
  const hole = pick(holePaths, byte(3))(bow);
  const groove = pick(groovePaths, byte(4));
  const cuts = Array.from({ length: 2 * cutsPerEdge }, (_, index) => byte(5 + index) & 7);
  const blade = bladePath(cuts.slice(0, cutsPerEdge), cuts.slice(cutsPerEdge), bow.neck);
  return {
    bow: bow.name,
    colour: colour.name,
    metal: metal.name,
    cuts,
    parts: [
      { d: blade, fill: metal.base },
      { d: groove(1.2), fill: metal.light },
      { d: groove(0), fill: metal.shade },
      { d: collarPath, fill: colour.shade },
      { d: bow.outline + hole, fill: colour.base },
      { d: bow.face + hole, fill: colour.light },
    ],
  };
}

/** The SVG of a key as text. It has no style attribute, no script and no id, and needs no CSS. */
export function keySvg(keyId: string, options: KeySvgOptions = {}): string {
  const { size = 40, layout = "square", title } = options;
  if (!Number.isFinite(size) || size <= 0) throw new RangeError("size must be a positive number");
  const { viewBox, aspect, transform } = keyLayouts[layout];
  const naming =
    title === undefined ? 'aria-hidden="true"' : `role="img" aria-label="${escapeXml(title)}"`;
  const paths = drawKey(keyId).parts.map(({ d, fill }) => `<path d="${d}" fill="${fill}"/>`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="lk-key" width="${Math.round(size * aspect)}" ` +
    `height="${size}" viewBox="${viewBox}" fill-rule="evenodd" ${naming}>` +
    `<g transform="${transform}">${paths.join("")}</g></svg>`
  );
}

/** The 32 bytes behind the id, one in each character. */
function hashOfKeyId(keyId: string): string {
  const digits = keyIdPattern.exec(keyId)?.[1];
  if (digits === undefined) {
    throw new RangeError("a key id is SHA256: and 43 characters of unpadded base64");
  }
  return atob(`${digits}=`);
}

/** Spreads a byte over the choices. */
function pick<Choice>(choices: readonly Choice[], byte: number): Choice {
  const choice = choices[Math.floor((byte * choices.length) / 256)];
  if (choice === undefined) throw new RangeError("no choice for this byte");
  return choice;
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
