import { randomBytes } from "node:crypto";

/** RFC 6455 frames, as far as a load needs them: whole messages, no extensions. */
export const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const masked = 0x80;
const final = 0x80;

/** A client's frame, masked as the RFC wants it. Made once, it can be written many times. */
export function clientFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head =
    length < 126
      ? Buffer.of(final | opcode, masked | length)
      : Buffer.of(final | opcode, masked | 126, length >> 8, length & 0xff);
  if (length > 0xffff) throw new Error("this load knows no frames beyond 64 KiB");
  const mask = randomBytes(4);
  const body = Buffer.from(payload);
  for (let index = 0; index < length; index += 1) body[index]! ^= mask[index & 3]!;
  return Buffer.concat([head, mask, body]);
}

/** Cuts what a server sends into frames. `payload` is a view that holds until the next chunk. */
export class FrameReader {
  readonly #onFrame: (opcode: number, payload: Buffer) => void;
  #rest: Buffer = Buffer.alloc(0);

  constructor(onFrame: (opcode: number, payload: Buffer) => void) {
    this.#onFrame = onFrame;
  }

  push(chunk: Buffer): void {
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let offset = 0;
    for (;;) {
      const start = payloadStart(data, offset);
      if (start === null) break;
      const end = start + payloadLength(data, offset);
      if (end > data.length) break;
      this.#onFrame(data[offset]! & 0x0f, data.subarray(start, end));
      offset = end;
    }
    this.#rest = data.subarray(offset);
  }
}

/** Null where the head of the frame is not whole yet. */
function payloadStart(data: Buffer, offset: number): number | null {
  if (data.length < offset + 2) return null;
  const short = data[offset + 1]!;
  const start = offset + (short < 126 ? 2 : short === 126 ? 4 : 10);
  return start <= data.length ? start : null;
}

function payloadLength(data: Buffer, offset: number): number {
  const short = data[offset + 1]!;
  if (short < 126) return short;
  return short === 126 ? data.readUInt16BE(offset + 2) : Number(data.readBigUInt64BE(offset + 2));
}
