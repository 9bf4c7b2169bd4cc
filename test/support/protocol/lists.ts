import { toBase64url } from "../../../protocol/base64.ts";
import { sha256 } from "../../../protocol/hash.ts";
import { buildRoom, parseRoom, type RoomStatement } from "../../../protocol/room.ts";
import { type SignedList, type VerifiedList, verifyList } from "../../../protocol/signed-list.ts";
import { type Signed, signStatement } from "../../../protocol/signed.ts";
import { namespaces } from "../../../protocol/sshsig.ts";
import type { Member } from "./joins.ts";
import { type Room, testTimeMs } from "./room-facts.ts";
import type { SigningKey } from "./signing-key.ts";

/** Version 1 of a room: door knock, not locked, nobody listed, for a day; `given` replaces fields. */
export function listFields(room: Room, given: Partial<RoomStatement> = {}): RoomStatement {
  const issuedAtMs = given.issuedAtMs ?? testTimeMs;
  return {
    room: room.roomId,
    host: room.host.keyId,
    salt: room.salt,
    version: 1,
    previous: null,
    door: "knock",
    locked: false,
    issuedAtMs,
    expiresAtMs: issuedAtMs + 24 * 3_600_000,
    allow: [],
    deny: [],
    ...given,
  };
}

/** Fields of the version after `payload`, a second later. */
export async function nextFields(
  payload: string,
  given: Partial<RoomStatement> = {},
): Promise<RoomStatement> {
  const before = parseRoom(payload);
  return {
    ...before,
    version: before.version + 1,
    previous: toBase64url(await sha256(payload)),
    issuedAtMs: before.issuedAtMs + 1_000,
    ...given,
  };
}

/** Signed by an identity key; the host's, where the list is to hold. */
export function signList(list: RoomStatement, signer: SigningKey): Promise<Signed> {
  return signStatement(buildRoom(list), namespaces.room, signer.key, signer.sign);
}

/** Signed by a member's session key, resting on `anchor`, the host's newest version. */
export async function signListBySession(
  list: RoomStatement,
  member: Member,
  anchor: Signed,
): Promise<SignedList> {
  const signed = await signList(list, member.session.sign);
  return { ...signed, by: member.signed, anchor: tripleOf(anchor) };
}

/** Signs and verifies, for tests of the rules that stand above signatures. */
export async function verifiedList(room: Room, signed: SignedList): Promise<VerifiedList> {
  return verifyList(signed, room.roomId);
}

function tripleOf({ payload, signature, publicKey }: Signed): Signed {
  return { payload, signature, publicKey };
}
