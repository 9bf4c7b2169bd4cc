import { type Bytes, textOf, utf8 } from "./bytes.ts";
import { refuse } from "./codes.ts";

// By hand: a statement holds a dozen such values, and `atob` with all the rewriting around it takes
// five times as long.

interface Alphabet {
  readonly name: string;
  /** ASCII codes by value. */
  readonly codes: Bytes;
  /** By ASCII code; `none` where there is none. */
  readonly values: Bytes;
}

const none = 64;
const padding = "=".charCodeAt(0);
const lettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const standard = alphabetOf("base64", `${lettersAndDigits}+/`);
const urlSafe = alphabetOf("base64url", `${lettersAndDigits}-_`);

/** Unpadded base64url, the protocol's `b64u`. */
export function toBase64url(bytes: Uint8Array): string {
  return textOf(encode(bytes, urlSafe, unpaddedLength(bytes)));
}

/** Bytes of unpadded base64url. Refuses any text that would not be written again the same. */
export function fromBase64url(text: string, lengthBytes?: number): Bytes {
  const bytes = decode(text, urlSafe);
  if (lengthBytes !== undefined && bytes.length !== lengthBytes) {
    throw refuse("format", "encoding", `expected ${lengthBytes} bytes, got ${bytes.length}`);
  }
  return bytes;
}

/** Padded standard base64. */
export function toBase64(bytes: Uint8Array): string {
  const codes = encode(bytes, standard, 4 * Math.ceil(bytes.length / 3));
  return textOf(codes.fill(padding, unpaddedLength(bytes)));
}

/** Bytes of padded standard base64. Refuses any text that would not be written again the same. */
export function fromBase64(text: string): Bytes {
  if (text.length % 4 !== 0) throw impossibleLength(standard);
  return decode(text.replace(/={1,2}$/, ""), standard);
}

function encode(bytes: Uint8Array, { codes }: Alphabet, length: number): Bytes {
  const text = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    // What is written beyond the end is dropped.
    text[at++] = codes[bits >> 18]!;
    text[at++] = codes[(bits >> 12) & 63]!;
    text[at++] = codes[(bits >> 6) & 63]!;
    text[at++] = codes[bits & 63]!;
  }
  return text;
}

function decode(text: string, alphabet: Alphabet): Bytes {
  if (text.length % 4 === 1) throw impossibleLength(alphabet);
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let bitCount = 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    const value = alphabet.values[text.charCodeAt(i)] ?? none;
    if (value === none) throw refuse("format", "encoding", `not ${alphabet.name}`);
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[at++] = bits >> bitCount;
  }
  if ((bits & ((1 << bitCount) - 1)) !== 0) {
    throw refuse("format", "encoding", `${alphabet.name} is not canonical`);
  }
  return bytes;
}

function unpaddedLength({ length }: Uint8Array): number {
  return Math.ceil((length * 4) / 3);
}

function alphabetOf(name: string, characters: string): Alphabet {
  const codes = utf8(characters);
  const values = new Uint8Array(128).fill(none);
  for (const [value, code] of codes.entries()) values[code] = value;
  return { name, codes, values };
}

function impossibleLength({ name }: Alphabet): Error {
  return refuse("format", "encoding", `${name} of an impossible length`);
}
