import type { KeyId } from "../../protocol/public-key.ts";
import { type Door, parseRoom, type RoomStatement } from "../../protocol/room.ts";
import type { ApprovalView, ListAsk } from "../shared/approval.ts";

/** What the next version of a room's list changes, taken from the two texts and nothing else. */
export interface ListDescription {
  readonly kind: "list";
  /** Where the room is; not part of what is signed. */
  readonly server: string;
  readonly room: string;
  readonly key: KeyId;
  readonly version: number;
  readonly cohostsMade: readonly NamedKey[];
  /** They stay members. */
  readonly cohostsUnmade: readonly NamedKey[];
  /** Members who were not listed before. */
  readonly added: readonly NamedKey[];
  /** No longer listed, and not denied. */
  readonly removed: readonly NamedKey[];
  readonly denied: readonly NamedKey[];
  readonly lifted: readonly NamedKey[];
  /** Null where it stays as it is; so for the next. */
  readonly door: Door | null;
  readonly locked: boolean | null;
  readonly expiresAtMs: number;
  readonly isRenewed: boolean;
}

export interface NamedKey {
  readonly key: KeyId;
  /** What the person calls it; may be empty. */
  readonly label: string;
}

/** Throws where the texts do not belong together or are not what was asked. */
export function describeList({ statements, list }: ApprovalView, ask: ListAsk): ListDescription {
  const [text = "", ...more] = statements;
  if (more.length > 0 || list === null) throw new Error("not one list");
  const next = parseRoom(text);
  const before = parseRoom(list.before);
  assertFollows(next, before, ask);
  const named = (keys: readonly KeyId[]): NamedKey[] =>
    keys.map((key) => ({
      key,
      label: list.names.find((other) => other.key === key)?.name ?? "",
    }));
  const old = keysOf(before);
  const now = keysOf(next);
  return {
    kind: "list",
    server: ask.server,
    room: ask.roomId,
    key: ask.identity,
    version: next.version,
    cohostsMade: named(without(now.cohosts, old.cohosts)),
    cohostsUnmade: named(
      without(old.cohosts, now.cohosts).filter((key) => now.listed.includes(key)),
    ),
    added: named(without(now.listed, [...old.listed, ...now.cohosts])),
    removed: named(without(old.listed, [...now.listed, ...now.denied])),
    denied: named(without(now.denied, old.denied)),
    lifted: named(without(old.denied, now.denied)),
    door: next.door === before.door ? null : next.door,
    locked: next.locked === before.locked ? null : next.locked,
    expiresAtMs: next.expiresAtMs,
    isRenewed: next.expiresAtMs !== before.expiresAtMs,
  };
}

function assertFollows(next: RoomStatement, before: RoomStatement, ask: ListAsk): void {
  const isSameRoom = [next, before].every(
    ({ room, host, salt }) => room === ask.roomId && host === ask.identity && salt === next.salt,
  );
  if (!isSameRoom || next.version !== before.version + 1 || next.previous !== ask.follows) {
    throw new Error("differs from what was asked");
  }
}

interface Keys {
  readonly listed: readonly KeyId[];
  readonly cohosts: readonly KeyId[];
  readonly denied: readonly KeyId[];
}

function keysOf({ allow, deny }: RoomStatement): Keys {
  return {
    listed: allow.map(({ key }) => key),
    cohosts: allow.filter(({ role }) => role === "cohost").map(({ key }) => key),
    denied: deny,
  };
}

function without(keys: readonly KeyId[], others: readonly KeyId[]): KeyId[] {
  const known = new Set(others);
  return keys.filter((key) => !known.has(key));
}
