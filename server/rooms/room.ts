import { type ListView, standingOf } from "../../protocol/access-list.ts";
import type { ErrorCode } from "../../protocol/codes.ts";
import type { PeerStatement, ServerMessage } from "../../protocol/messages.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import type { Budget } from "../budget.ts";
import { type PackedJoin, unpackJoin } from "../packed-join.ts";
import type { PackedKey } from "../packed-key.ts";
import type { Roster } from "./roster.ts";

/** Somebody's session in a room: a verified join statement and what the rules need of it. */
export interface Session {
  readonly peerId: string;
  readonly key: KeyId;
  /** Says `Powers: admit`; whether that still holds, the list decides. */
  readonly claimsAdmit: boolean;
  readonly statement: PackedJoin;
}

export interface Member extends Session {
  /** Monotonic; null while its socket is here. */
  readonly awayUntilMs: number | null;
}

/**
 * Written out field by field: where fields are added to a spread, V8 gives every single object a
 * shape of its own, which is 260 bytes a member.
 */
export function memberOf(session: Session, awayUntilMs: number | null): Member {
  const { peerId, key, claimsAdmit, statement } = session;
  return { peerId, key, claimsAdmit, statement, awayUntilMs };
}

export interface Waiter extends Session {
  /** Monotonic; null where they have not. */
  readonly knockedAtMs: number | null;
}

/** What a server knows of a room. Plain data: every change makes a new one. */
export interface Room {
  readonly id: string;
  /** Of its lists as they are kept: `signed` makes the texts again, which is not for free. */
  readonly view: ListView;
  /** The public key of the host, whom the room's id names. */
  readonly hostKey: PackedKey;
  readonly members: Roster<Member>;
  readonly waiting: ReadonlyMap<string, Waiter>;
  /** List versions it may still take; never written to, but copied. Null until its second one. */
  readonly lists: Readonly<Budget> | null;
  /** Monotonic; null while anyone is here, away or waiting. */
  readonly emptySinceMs: number | null;
  /** Monotonic: when time alone will change something. Infinity where it will not. */
  readonly wakeAtMs: number;
}

/** What a change of a room asks of the sockets, to be done in order. */
export type RoomEffect =
  /** `joined`, with ICE servers of its own. */
  | { readonly effect: "welcome"; readonly to: string; readonly peers: readonly PeerStatement[] }
  | { readonly effect: "tell"; readonly to: readonly string[]; readonly message: ServerMessage }
  /** Error and close: nothing of this socket is heard after it. */
  | { readonly effect: "dismiss"; readonly peerId: string; readonly code: ErrorCode };

export interface Changed {
  readonly outcome: "changed";
  /** Null where the room has ended. */
  readonly room: Room | null;
  readonly effects: readonly RoomEffect[];
}

export interface Refused {
  readonly outcome: "refused";
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterMs?: number;
}

export type Step = Changed | Refused;

export function refused(code: ErrorCode, message: string): Refused {
  return { outcome: "refused", code, message };
}

export function isAdmin(room: Room, session: Session): boolean {
  if (!session.claimsAdmit) return false;
  const standing = standingOf(room.view, session.key);
  return standing === "host" || standing === "cohost";
}

/** Members whose sockets are here; `except` leaves one out. */
export function membersHere(room: Room, except?: string): Member[] {
  return room.members
    .values()
    .filter(({ peerId, awayUntilMs }) => awayUntilMs === null && peerId !== except);
}

export function idsHere(room: Room, except?: string): string[] {
  return membersHere(room, except).map(({ peerId }) => peerId);
}

/** As everybody else is told of a session. */
export function peerOf(room: Room, { peerId, key, statement }: Session): PeerStatement {
  const { host } = room.view.head.list;
  return { peerId, ...unpackJoin(statement, { room: room.id, host, key }) };
}
