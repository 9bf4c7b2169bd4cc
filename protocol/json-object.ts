import { type Bytes, textOf } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { assertNoPrivateKey } from "./read-key.ts";

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the JSON object that every message is. Refuses with code `format` what is none, and first
 * of all, with code `private-key`, what has a private key anywhere in it.
 */
export function parseJsonObject(json: string | Bytes): Fields {
  let value: unknown;
  try {
    value = JSON.parse(typeof json === "string" ? json : textOf(json));
  } catch (cause) {
    throw refuse("format", "message", "the message is not JSON", cause);
  }
  assertNoPrivateKey(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw refuse("format", "message", "the message is not an object");
  }
  return value as Fields;
}
