import { toBase64url } from "../../../protocol/base64.ts";
import { randomBytes } from "../../../protocol/bytes.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { HostChange } from "../../../protocol/list-edit.ts";
import type { ConfirmAsk, JoinAsk, ListAsk } from "../../../extension/shared/approval.ts";
import { makeSessionKeys, type SessionKeys } from "../protocol/session-keys.ts";

// Session keys take a while to make, and these tests do not use them: one set for all.
const session: SessionKeys = await makeSessionKeys();

export interface RoomFacts {
  readonly server: string;
  readonly roomId: string;
  readonly host: KeyId;
}

/** What a call tab asks on *Join*: honest, for an hour, with a nonce of its own. */
export function joinAsk(
  room: RoomFacts,
  identity: KeyId,
  nowMs: number,
  given: Partial<JoinAsk> = {},
): JoinAsk {
  return {
    kind: "join",
    server: room.server,
    roomId: room.roomId,
    host: room.host,
    identity,
    powers: identity === room.host ? "admit" : "none",
    sessionSign: session.sign.pointText,
    sessionDh: session.dh.pointText,
    sessionDtls: session.dtls,
    nonce: toBase64url(randomBytes(32)),
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + 3_600_000,
    createsRoom: false,
    ...given,
  };
}

/** What a call tab asks when a peer wants a confirmation. */
export function confirmAsk(room: RoomFacts, identity: KeyId, askedBy: KeyId): ConfirmAsk {
  return {
    kind: "confirm",
    server: room.server,
    roomId: room.roomId,
    askedBy,
    askedByName: "Bob",
    identity,
    channel: toBase64url(randomBytes(32)),
    nonce: toBase64url(randomBytes(32)),
  };
}

/** What the host's call tab asks when the list is to change; `follows`: the hash it knows. */
export function listAsk(room: RoomFacts, change: HostChange, follows: string): ListAsk {
  const { server, roomId, host } = room;
  return { kind: "list", server, roomId, identity: host, change, follows };
}
