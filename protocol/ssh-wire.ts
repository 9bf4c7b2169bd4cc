import { type Bytes, concat, utf8 } from "./bytes.ts";
import { refuse } from "./codes.ts";

/** SSH wire form (RFC 4251 section 5): uint32, string, mpint. */

export function uint32(value: number): Bytes {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

export function sshString(value: Uint8Array | string): Bytes {
  const bytes = typeof value === "string" ? utf8(value) : value;
  return concat(uint32(bytes.length), bytes);
}

/** A non-negative number, big-endian, without needless zeros and with one where the top bit is set. */
export function mpint(bigEndian: Uint8Array): Bytes {
  let start = 0;
  while (start < bigEndian.length && bigEndian[start] === 0) start++;
  const digits = bigEndian.subarray(start);
  const needsZero = digits.length > 0 && digits[0]! >= 0x80;
  return sshString(needsZero ? concat(new Uint8Array(1), digits) : digits);
}

const nameMaxLength = 255;

/** Reads front to back. Every method refuses what is cut off; `end` refuses what is left over. */
export class SshReader {
  readonly #bytes: Bytes;
  #offset = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  take(length: number): Bytes {
    if (this.#bytes.length - this.#offset < length) throw malformed("is cut off");
    const part = this.#bytes.slice(this.#offset, this.#offset + length);
    this.#offset += length;
    return part;
  }

  uint32(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.take(4);
    return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  }

  string(): Bytes {
    return this.take(this.uint32());
  }

  /** A short string of printable ASCII, as names and namespaces are. */
  name(): string {
    const bytes = this.string();
    if (bytes.length > nameMaxLength) throw malformed("holds a name that is too long");
    let name = "";
    for (const byte of bytes) {
      if (byte < 0x20 || byte > 0x7e) throw malformed("holds a name that is not plain ASCII");
      name += String.fromCharCode(byte);
    }
    return name;
  }

  /** A positive canonical mpint as `width` big-endian bytes. */
  mpint(width: number): Bytes {
    const digits = this.string();
    if (digits.length === 0) throw malformed("holds a zero where a number belongs");
    if (digits[0]! >= 0x80) throw malformed("holds a negative number");
    if (digits[0] === 0 && (digits.length === 1 || digits[1]! < 0x80)) {
      throw malformed("holds a number with needless zeros");
    }
    const value = digits[0] === 0 ? digits.subarray(1) : digits;
    if (value.length > width) throw malformed("holds a number that is too large");
    return concat(new Uint8Array(width - value.length), value);
  }

  /** Everything that is left. */
  rest(): Bytes {
    return this.take(this.#bytes.length - this.#offset);
  }

  end(): void {
    if (this.#offset !== this.#bytes.length) throw malformed("has trailing bytes");
  }
}

function malformed(what: string): Error {
  return refuse("format", "envelope", `SSH data ${what}`);
}
