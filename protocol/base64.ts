import type { Bytes } from "./bytes.ts";
import { refuse } from "./codes.ts";

/** Unpadded base64url, the protocol's `b64u`. */
export function toBase64url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Bytes of unpadded base64url. Refuses any text that would not be written again the same. */
export function fromBase64url(text: string, lengthBytes?: number): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw refuse("format", "encoding", "not base64url");
  const bytes = decode(text.replaceAll("-", "+").replaceAll("_", "/"));
  if (toBase64url(bytes) !== text) throw refuse("format", "encoding", "base64url is not canonical");
  if (lengthBytes !== undefined && bytes.length !== lengthBytes) {
    throw refuse("format", "encoding", `expected ${lengthBytes} bytes, got ${bytes.length}`);
  }
  return bytes;
}

/** Padded standard base64. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  // In chunks: an argument list of a whole frame overflows the stack.
  for (let i = 0; i < bytes.length; i += 8192) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(binary);
}

/** Bytes of padded standard base64. Refuses any text that would not be written again the same. */
export function fromBase64(text: string): Bytes {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw refuse("format", "encoding", "not base64");
  const bytes = decode(text);
  if (toBase64(bytes) !== text) throw refuse("format", "encoding", "base64 is not canonical");
  return bytes;
}

function decode(standard: string): Bytes {
  let binary: string;
  try {
    binary = atob(standard);
  } catch (cause) {
    throw refuse("format", "encoding", "base64 has an impossible length", cause);
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
