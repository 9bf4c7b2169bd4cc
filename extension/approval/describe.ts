import { listMaxBytes } from "../../protocol/limits.ts";
import { isKeyId, type KeyId } from "../../protocol/public-key.ts";
import { type Door, doors } from "../../protocol/room.ts";
import { type Line, parseTime, readStatement } from "../../protocol/statement.ts";
import type { ApprovalView, ConfirmAsk, JoinAsk } from "../shared/approval.ts";
import { describeList, type ListDescription } from "./describe-list.ts";

/**
 * What a request is about, taken from the lines of the very texts that will be signed, so that the
 * words above them cannot say something else. That the texts hold is the background's to see to.
 */
export type Description = JoinDescription | ConfirmDescription | ListDescription;

export interface JoinDescription {
  readonly kind: "join";
  readonly server: string;
  readonly room: string;
  readonly host: KeyId;
  readonly key: KeyId;
  readonly mayAdmit: boolean;
  readonly expiresAtMs: number;
  /** The list that opens a new room; null where one joins a room that is there. */
  readonly opens: OpenedRoom | null;
}

export interface OpenedRoom {
  readonly door: Door;
  readonly allowed: readonly AllowedLine[];
  readonly expiresAtMs: number;
}

export interface AllowedLine {
  readonly key: KeyId;
  /** The person's own word for the key; may be empty. */
  readonly label: string;
  readonly isCohost: boolean;
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
    switch (view.ask.kind) {
      case "join":
        return describeJoin(view, view.ask);
      case "confirm":
        return describeConfirm(view, view.ask);
      case "list":
        return describeList(view, view.ask);
    }
  } catch {
    return null;
  }
}

function describeJoin({ statements, room }: ApprovalView, ask: JoinAsk): JoinDescription {
  const [joinText = "", listText] = statements;
  expectEqual(statements.length, ask.createsRoom ? 2 : 1);
  const lines = readStatement(joinText, "Latchkey v1: join a call");
  expectEqual(valueOf(lines, "Server"), ask.server);
  expectEqual(valueOf(lines, "Room"), ask.roomId);
  expectEqual(valueOf(lines, "Host"), ask.host);
  expectEqual(valueOf(lines, "Key"), ask.identity);
  expectEqual(valueOf(lines, "Powers"), ask.powers);
  return {
    kind: "join",
    server: ask.server,
    room: ask.roomId,
    host: ask.host,
    key: ask.identity,
    mayAdmit: ask.powers === "admit",
    expiresAtMs: parseTime(valueOf(lines, "Expires At")),
    opens: listText === undefined ? null : openedRoom(listText, ask, room),
  };
}

/** The first list of a room, by its host: nobody is denied, nothing is locked. */
function openedRoom(text: string, ask: JoinAsk, named: ApprovalView["room"]): OpenedRoom {
  const lines = readStatement(text, "Latchkey v1: who may enter a room", listMaxBytes);
  expectEqual(ask.host, ask.identity);
  expectEqual(valueOf(lines, "Host"), ask.host);
  expectEqual(valueOf(lines, "Room"), ask.roomId);
  expectEqual(valueOf(lines, "Version"), "1");
  expectEqual(valueOf(lines, "Locked"), "no");
  expectEqual(valuesOf(lines, "Deny").length, 0);
  const allowed = valuesOf(lines, "Allow").map((value): AllowedLine => {
    const [key = "", role] = value.split(" ");
    expectEqual(isKeyId(key), true);
    const label = named?.allowed.find((other) => other.key === key)?.label ?? "";
    return { key, label, isCohost: role !== "member" };
  });
  const door = doors.find((one) => one === valueOf(lines, "Door"));
  if (door === undefined) throw new Error("no such door");
  return { door, allowed, expiresAtMs: parseTime(valueOf(lines, "Expires At")) };
}

function describeConfirm({ statements }: ApprovalView, ask: ConfirmAsk): ConfirmDescription {
  expectEqual(statements.length, 1);
  const lines = readStatement(statements[0] ?? "", "Latchkey v1: confirm my identity");
  expectEqual(valueOf(lines, "Asked by"), ask.askedBy);
  expectEqual(valueOf(lines, "Room"), ask.roomId);
  expectEqual(valueOf(lines, "Key"), ask.identity);
  expectEqual(valueOf(lines, "Channel"), ask.channel);
  expectEqual(valueOf(lines, "Nonce"), ask.nonce);
  const { server, roomId: room, askedBy, askedByName, identity: key } = ask;
  return { kind: "confirm", server, room, askedBy, askedByName, key };
}

/** Of a line that stands exactly once. */
function valueOf(lines: readonly Line[], name: string): string {
  const [value, ...more] = valuesOf(lines, name);
  if (value === undefined || more.length > 0) throw new Error(`not one line ${name}`);
  return value;
}

function valuesOf(lines: readonly Line[], name: string): string[] {
  return lines.filter(([found]) => found === name).map(([, value]) => value);
}

function expectEqual<Value>(found: Value, expected: Value): void {
  if (found !== expected) throw new Error("differs from what was asked");
}
