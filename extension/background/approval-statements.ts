import { buildConfirm, parseConfirm } from "../../protocol/confirm.ts";
import { buildJoin, parseJoin } from "../../protocol/join.ts";
import { challengeTtlMs, listMaxLifeMs } from "../../protocol/limits.ts";
import { buildRoom, parseRoom, type RoomStatement } from "../../protocol/room.ts";
import { type Namespace, namespaces } from "../../protocol/sshsig.ts";
import type { Ask, JoinAsk } from "../shared/approval.ts";
import type { RoomDraft } from "../shared/room-record.ts";
import { approvalLifeMs } from "./limits.ts";

/** What a statement is built from: the fields that are kept, never its text. */
export interface AskedFields {
  readonly ask: Ask;
  /** The first access list to sign along; null unless the ask creates its room. */
  readonly draft: RoomDraft | null;
  /** The host's next list, for an ask of that kind. */
  readonly list?: NextList;
  readonly askedAtMs: number;
}

export interface NextList {
  /** The text of the version that it follows. */
  readonly before: string;
  readonly next: RoomStatement;
}

export interface Statement {
  readonly namespace: Namespace;
  readonly text: string;
}

/** The very texts to show and to sign, in order. The same fields give the same bytes, always. */
export function statementsOf({ ask, draft, list, askedAtMs }: AskedFields): readonly Statement[] {
  if (ask.kind === "list") {
    return list ? [{ namespace: namespaces.room, text: buildRoom(list.next) }] : [];
  }
  if (ask.kind === "confirm") {
    const text = buildConfirm({
      askedBy: ask.askedBy,
      room: ask.roomId,
      key: ask.identity,
      channel: ask.channel,
      nonce: ask.nonce,
      issuedAtMs: askedAtMs,
    });
    return [{ namespace: namespaces.confirm, text }];
  }
  const join: Statement = {
    namespace: namespaces.join,
    text: buildJoin({ ...ask, room: ask.roomId, key: ask.identity }),
  };
  return draft === null ? [join] : [join, firstList(ask, draft)];
}

/** Reads what would be signed as a verifier reads it: refuses whatever one would refuse. */
export function assertWellFormed(fields: AskedFields): void {
  for (const { namespace, text } of statementsOf(fields)) {
    if (namespace === namespaces.join) parseJoin(text);
    else if (namespace === namespaces.confirm) parseConfirm(text);
    else parseRoom(text);
  }
}

/** A join dies with the server's challenge: a signature after that is worth nothing. */
export function diesAtMs(ask: Ask, askedAtMs: number): number {
  const dies = askedAtMs + approvalLifeMs;
  return ask.kind === "join" ? Math.min(dies, ask.issuedAtMs + challengeTtlMs) : dies;
}

function firstList(ask: JoinAsk, draft: RoomDraft): Statement {
  const text = buildRoom({
    room: ask.roomId,
    host: ask.host,
    salt: draft.salt,
    version: 1,
    previous: null,
    door: draft.door,
    locked: false,
    issuedAtMs: ask.issuedAtMs,
    expiresAtMs: ask.issuedAtMs + listMaxLifeMs,
    allow: draft.allowed.map(({ key }) => ({ key, role: "member" })),
    deny: [],
  });
  return { namespace: namespaces.room, text };
}
