import { type Bytes, concat } from "../bytes.ts";
import { refuse } from "../codes.ts";
import { fileChunkMaxBytes, fileMaxBytes } from "../limits.ts";

/** A piece of a file: the one message that is no JSON, as base64 would cost a third. */
export interface FileChunk {
  readonly type: "file-chunk";
  readonly id: number;
  /** Where in the file `bytes` begin. */
  readonly offset: number;
  readonly bytes: Bytes;
}

/** 1 ‖ id, uint32 ‖ offset, uint64 ‖ bytes. No JSON begins with 1 as a byte. */
const chunkByte = 1;
const headBytes = 13;

export function isFileChunk(plaintext: Bytes): boolean {
  return plaintext[0] === chunkByte;
}

export function writeFileChunk({ id, offset, bytes }: FileChunk): Bytes {
  const head = new Uint8Array(headBytes);
  const view = new DataView(head.buffer);
  view.setUint8(0, chunkByte);
  view.setUint32(1, id);
  view.setBigUint64(5, BigInt(offset));
  return concat(head, bytes);
}

export function parseFileChunk(plaintext: Bytes): FileChunk {
  const length = plaintext.length - headBytes;
  if (length < 1 || length > fileChunkMaxBytes) {
    throw refuse("format", "message", `a piece of a file has 1 to ${fileChunkMaxBytes} bytes`);
  }
  const view = new DataView(plaintext.buffer, plaintext.byteOffset, headBytes);
  const offset = view.getBigUint64(5);
  if (offset >= BigInt(fileMaxBytes)) {
    throw refuse("format", "message", "a piece of a file beyond the end of any");
  }
  const bytes = plaintext.subarray(headBytes);
  return { type: "file-chunk", id: view.getUint32(1), offset: Number(offset), bytes };
}
