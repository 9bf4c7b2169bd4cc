import { type Bytes, utf8 } from "./bytes.ts";

/** Of bytes, or of text as UTF-8. */
export type Hash = (data: Bytes | string) => Bytes | Promise<Bytes>;

/** H of PROTOCOL.md: SHA-256, 32 bytes. Text is hashed as UTF-8. */
export async function sha256(data: Bytes | string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(data)));
}

/** 64 bytes. Text is hashed as UTF-8. */
export async function sha512(data: Bytes | string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-512", bytesOf(data)));
}

function bytesOf(data: Bytes | string): Bytes {
  return typeof data === "string" ? utf8(data) : data;
}
