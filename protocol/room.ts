import { fromBase64url, toBase64url } from "./base64.ts";
import { refuse } from "./codes.ts";
import { type Hash, sha256 } from "./hash.ts";
import { parseId } from "./join.ts";
import { listMaxBytes, listMaxEntries, listMaxLifeMs, listMaxVersion } from "./limits.ts";
import { type KeyId, parseKeyId } from "./public-key.ts";
import {
  assertRebuilds,
  buildStatement,
  formatTime,
  type Line,
  parseTime,
  readStatement,
  valuesOf,
} from "./statement.ts";

export const doors = ["knock", "closed"] as const;
export type Door = (typeof doors)[number];
export const roles = ["member", "cohost"] as const;
export type Role = (typeof roles)[number];

export interface Allowed {
  readonly key: KeyId;
  readonly role: Role;
}

/** "Latchkey v1: who may enter a room": one version of a room's access list. */
export interface RoomStatement {
  readonly room: string;
  readonly host: KeyId;
  /** 22 characters: 16 bytes. */
  readonly salt: string;
  readonly version: number;
  /** Base64url hash of the previous version's text, or null for the first. */
  readonly previous: string | null;
  readonly door: Door;
  readonly locked: boolean;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** In the order of the lines. The host is always allowed and never listed. */
  readonly allow: readonly Allowed[];
  readonly deny: readonly KeyId[];
}

const title = "Latchkey v1: who may enter a room";
const names = [
  "Room",
  "Host",
  "Salt",
  "Version",
  "Previous",
  "Door",
  "Locked",
  "Issued At",
  "Expires At",
] as const;

/** Room id: whoever holds the link knows who the host is, and a server cannot appoint another. */
export async function roomIdOf(host: KeyId, salt: string, hash: Hash = sha256): Promise<string> {
  return toBase64url(await hash(`Latchkey v1: room\nHost: ${host}\nSalt: ${salt}\n`));
}

export function buildRoom(room: RoomStatement): string {
  const entries = room.allow.length + room.deny.length;
  return buildStatement(title, [
    ["Room", room.room],
    ["Host", room.host],
    ["Salt", room.salt],
    ["Version", String(room.version)],
    ["Previous", room.previous ?? "none"],
    ["Door", room.door],
    ["Locked", room.locked ? "yes" : "no"],
    ["Issued At", formatTime(room.issuedAtMs)],
    ["Expires At", formatTime(room.expiresAtMs)],
    ...room.allow.map(({ key, role }): Line => ["Allow", `${key} ${role}`]),
    ...room.deny.map((key): Line => ["Deny", key]),
    ["End", `${entries} entries`],
  ]);
}

/** Reads one version on its own; what may follow what is judged in access-list.ts. */
export function parseRoom(text: string): RoomStatement {
  const lines = readStatement(text, title, listMaxBytes);
  const values = valuesOf(lines.slice(0, names.length), names);
  // Entries and the End line; a list cut short fails to be built again.
  const entries = lines.slice(names.length, -1);
  const room: RoomStatement = {
    room: parseId(values["Room"]),
    host: parseKeyId(values["Host"]),
    salt: parseSalt(values["Salt"]),
    version: parseVersion(values["Version"]),
    previous: values["Previous"] === "none" ? null : parseId(values["Previous"]),
    door: oneOf(doors, values["Door"]),
    locked: oneOf(["yes", "no"] as const, values["Locked"]) === "yes",
    issuedAtMs: parseTime(values["Issued At"]),
    expiresAtMs: parseTime(values["Expires At"]),
    allow: entries.filter(([name]) => name === "Allow").map(([, value]) => parseAllowed(value)),
    deny: entries.filter(([name]) => name === "Deny").map(([, value]) => parseKeyId(value)),
  };
  assertRebuilds(text, buildRoom(room));
  assertEntries(room);
  if ((room.version === 1) !== (room.previous === null)) {
    throw refuse("list", "list", "only the first version has no previous one");
  }
  const lifeMs = room.expiresAtMs - room.issuedAtMs;
  if (lifeMs <= 0 || lifeMs > listMaxLifeMs) {
    throw refuse("list", "time", "an access list holds at most 30 days");
  }
  return room;
}

function assertEntries(room: RoomStatement): void {
  const keys = [...room.allow.map(({ key }) => key), ...room.deny];
  if (keys.length > listMaxEntries) {
    throw refuse("size", "list", `a list has at most ${listMaxEntries} entries`);
  }
  if (new Set(keys).size !== keys.length) throw refuse("list", "list", "a key is listed twice");
  if (keys.includes(room.host)) throw refuse("list", "list", "the host is never listed");
}

function parseSalt(text: string): string {
  fromBase64url(text, 16);
  return text;
}

function parseVersion(text: string): number {
  const version = Number(text);
  if (!/^[1-9]\d{0,8}$/.test(text) || version > listMaxVersion) {
    throw refuse("format", "list-version", "not a list version");
  }
  return version;
}

function parseAllowed(value: string): Allowed {
  const [key = "", role = ""] = value.split(" ");
  return { key: parseKeyId(key), role: oneOf(roles, role) };
}

function oneOf<const Value extends string>(values: readonly Value[], text: string): Value {
  const found = values.find((value) => value === text);
  if (found === undefined) {
    throw refuse("format", "encoding", `expected one of: ${values.join(", ")}`);
  }
  return found;
}
