import { parseConfirm } from "../../protocol/confirm.ts";
import { parseJoin, type Powers } from "../../protocol/join.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import { type Door, parseRoom, type Role } from "../../protocol/room.ts";
import type { ApprovalView, ConfirmAsk, JoinAsk } from "../shared/approval.ts";

/**
 * What a request is about, read from the very texts that will be signed, so that the words above
 * them cannot say something else.
 */
export type Description = JoinDescription | ConfirmDescription;

export interface JoinDescription {
  readonly kind: "join";
  readonly server: string;
  readonly room: string;
  readonly host: KeyId;
  readonly key: KeyId;
  readonly powers: Powers;
  readonly expiresAtMs: number;
  /** The list that opens a new room; null where one joins a room that is there. */
  readonly opens: OpenedRoom | null;
}

export interface OpenedRoom {
  readonly door: Door;
  /** `label`: the person's own word for the key; may be empty. */
  readonly allowed: readonly { readonly key: KeyId; readonly label: string; readonly role: Role }[];
  readonly expiresAtMs: number;
}

export interface ConfirmDescription {
  readonly kind: "confirm";
  /** Where the call is; not part of what is signed. */
  readonly server: string;
  readonly room: string;
  readonly askedBy: KeyId;
  readonly askedByName: string;
  readonly key: KeyId;
}

/** Null where the texts cannot be read or differ from what was asked: they must not be signed. */
export function describe(view: ApprovalView): Description | null {
  try {
    return view.ask.kind === "join"
      ? describeJoin(view, view.ask)
      : describeConfirm(view, view.ask);
  } catch {
    return null;
  }
}

function describeJoin({ statements, room }: ApprovalView, ask: JoinAsk): Description | null {
  const [joinText = "", listText, ...more] = statements;
  const join = parseJoin(joinText);
  const isAsked =
    join.server === ask.server &&
    join.room === ask.roomId &&
    join.host === ask.host &&
    join.key === ask.identity &&
    join.powers === ask.powers;
  if (!isAsked || more.length > 0 || (listText !== undefined) !== ask.createsRoom) return null;
  const opens = listText === undefined ? null : openedRoom(listText, join, room);
  const { server, host, key, powers, expiresAtMs } = join;
  return { kind: "join", server, room: join.room, host, key, powers, expiresAtMs, opens };
}

function openedRoom(
  text: string,
  join: { readonly room: string; readonly host: KeyId; readonly key: KeyId },
  named: ApprovalView["room"],
): OpenedRoom {
  const list = parseRoom(text);
  const isFirst = list.version === 1 && list.deny.length === 0 && !list.locked;
  if (!isFirst || list.room !== join.room || list.host !== join.host || join.host !== join.key) {
    throw new Error("not the first list of this room");
  }
  const labels = new Map(named?.allowed.map(({ key, label }) => [key, label]));
  return {
    door: list.door,
    allowed: list.allow.map(({ key, role }) => ({ key, role, label: labels.get(key) ?? "" })),
    expiresAtMs: list.expiresAtMs,
  };
}

function describeConfirm({ statements }: ApprovalView, ask: ConfirmAsk): Description | null {
  const [text = "", ...more] = statements;
  const confirm = parseConfirm(text);
  const isAsked =
    confirm.askedBy === ask.askedBy &&
    confirm.room === ask.roomId &&
    confirm.key === ask.identity &&
    confirm.channel === ask.channel &&
    confirm.nonce === ask.nonce;
  if (!isAsked || more.length > 0) return null;
  const { server, askedByName } = ask;
  const { room, askedBy, key } = confirm;
  return { kind: "confirm", server, room, askedBy, askedByName, key };
}
