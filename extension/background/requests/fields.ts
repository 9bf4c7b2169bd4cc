import { parseServerOrigin } from "../../../protocol/server-origin.ts";
import { parseId } from "../../../protocol/join.ts";
import { type KeyId, parseKeyId } from "../../../protocol/public-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { RoomAddress } from "../pages.ts";

/** Readers of what other contexts send. Each builds a new value or fails as malformed. */

/** Own fields only, so that nothing comes from a prototype. */
export function fieldsOf(value: unknown): (name: string) => unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed();
  return (name) =>
    Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

export function nothing(value: unknown): null {
  if (value !== null) throw malformed();
  return null;
}

export function text(value: unknown, maxLength = Number.POSITIVE_INFINITY): string {
  if (typeof value !== "string" || value.length > maxLength) throw malformed();
  return value;
}

export function flag(value: unknown): boolean {
  if (typeof value !== "boolean") throw malformed();
  return value;
}

/** A time or a version: whole, not negative, one that a date can be made of. */
export function count(value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 8.64e15) {
    throw malformed();
  }
  return value;
}

export function oneOf<const Value extends string>(values: readonly Value[], value: unknown): Value {
  const found = values.find((known) => known === value);
  if (found === undefined) throw malformed();
  return found;
}

export function list<T>(value: unknown, maxLength: number, read: (item: unknown) => T): T[] {
  if (!Array.isArray(value) || value.length > maxLength) throw malformed();
  return value.map(read);
}

export function keyId(value: unknown): KeyId {
  return parseKeyId(text(value, 50));
}

/** 43 characters, 32 bytes. */
export function id32(value: unknown): string {
  return parseId(text(value, 43));
}

/** What names an approval request: made here, so compared only. */
export function requestId(value: unknown): string {
  return text(value, 43);
}

export function room(field: (name: string) => unknown): RoomAddress {
  return {
    server: parseServerOrigin(text(field("server"), 300)),
    roomId: id32(field("roomId")),
  };
}

function malformed(): AppError {
  return new AppError("request/malformed");
}
