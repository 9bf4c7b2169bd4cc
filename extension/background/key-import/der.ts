import type { Bytes } from "../../../protocol/bytes.ts";
import { AppError } from "../../shared/errors.ts";

/** Strict DER (X.690): one form a value. Whatever does not fit is `wallet/import-damaged`. */

export const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectId: 0x06,
  sequence: 0x30,
  context0: 0xa0,
  context1: 0xa1,
  /** [1] IMPLICIT BIT STRING, as PKCS #8 version 2 has its public key. */
  implicit1: 0x81,
} as const;

export class DerReader {
  readonly #bytes: Bytes;
  #offset = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** The tag of what comes next; −1 at the end. */
  get nextTag(): number {
    return this.#bytes[this.#offset] ?? -1;
  }

  /** The content of the element that comes next, a view into the same bytes. */
  read(tag: number): Bytes {
    if (this.#byte() !== tag) throw damaged();
    const length = this.#length();
    const end = this.#offset + length;
    if (end > this.#bytes.length) throw damaged();
    const content = this.#bytes.subarray(this.#offset, end);
    this.#offset = end;
    return content;
  }

  reader(tag: number): DerReader {
    return new DerReader(this.read(tag));
  }

  /** A small non-negative integer: a version number. */
  version(): number {
    const content = this.read(tags.integer);
    const [value] = content;
    if (content.length !== 1 || value === undefined || value > 0x7f) throw damaged();
    return value;
  }

  /** An integer of up to four bytes that is at least 1: a count of rounds, a length. */
  positive(): number {
    const content = this.read(tags.integer);
    const [first = 0x80, second = 0] = content;
    const hasNeedlessZero = first === 0 && content.length > 1 && second < 0x80;
    if (first >= 0x80 || hasNeedlessZero || content.length > 5) throw damaged();
    const value = content.reduce((sum, byte) => sum * 256 + byte, 0);
    if (value === 0) throw damaged();
    return value;
  }

  objectId(): string {
    return Array.from(this.read(tags.objectId), (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    );
  }

  /** The whole bytes of a bit string. */
  bits(tag: number = tags.bitString): Bytes {
    const content = this.read(tag);
    if (content[0] !== 0) throw damaged();
    return content.subarray(1);
  }

  end(): void {
    if (!this.isAtEnd) throw damaged();
  }

  #byte(): number {
    const byte = this.#bytes[this.#offset++];
    if (byte === undefined) throw damaged();
    return byte;
  }

  /** Definite and as short as can be. Two bytes are more than any key file needs. */
  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    if (first === 0x81) {
      const length = this.#byte();
      if (length < 0x80) throw damaged();
      return length;
    }
    if (first !== 0x82) throw damaged();
    const length = (this.#byte() << 8) | this.#byte();
    if (length < 0x100) throw damaged();
    return length;
  }
}

export function damaged(cause?: unknown): AppError {
  return new AppError("wallet/import-damaged", cause);
}
