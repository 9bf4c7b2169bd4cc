import { toBase64url } from "../../../protocol/base64.ts";
import { randomBytes } from "../../../protocol/bytes.ts";
import { buildJoin, type JoinStatement } from "../../../protocol/join.ts";
import { type VerifiedJoin, verifyJoin } from "../../../protocol/peer-statement.ts";
import type { PeerStatement } from "../../../protocol/messages.ts";
import { type Signed, signStatement } from "../../../protocol/signed.ts";
import { namespaces } from "../../../protocol/sshsig.ts";
import { type Room, testTimeMs } from "./room-facts.ts";
import { makeSessionKeys, type SessionKeys } from "./session-keys.ts";
import { makeSigningKey, type SigningKey } from "./signing-key.ts";

/** Somebody in a call: a key, the keys of one call and the statement that ties them. */
export interface Member {
  readonly identity: SigningKey;
  readonly session: SessionKeys;
  readonly join: JoinStatement;
  readonly signed: Signed;
  /** As `verifyJoin` gives it: hash, session, peerId. */
  readonly verified: VerifiedJoin;
  /** As a server hands it out. */
  readonly peer: PeerStatement;
}

/** Fields of a join statement; what is not given is honest and holds for an hour. */
export function joinFields(
  room: Room,
  identity: SigningKey,
  session: SessionKeys,
  given: Partial<JoinStatement> = {},
): JoinStatement {
  const issuedAtMs = given.issuedAtMs ?? testTimeMs;
  return {
    server: room.server,
    room: room.roomId,
    host: room.host.keyId,
    key: identity.keyId,
    powers: identity.keyId === room.host.keyId ? "admit" : "none",
    sessionSign: session.sign.pointText,
    sessionDh: session.dh.pointText,
    sessionDtls: session.dtls,
    nonce: toBase64url(randomBytes(32)),
    issuedAtMs,
    expiresAtMs: issuedAtMs + 3_600_000,
    ...given,
  };
}

/** A join statement of `join`'s fields by `signer`, which need not be the key that it names. */
export function signJoin(join: JoinStatement, signer: SigningKey): Promise<Signed> {
  return signStatement(buildJoin(join), namespaces.join, signer.key, signer.sign);
}

/** A member with a fresh key (or `identity`) and fresh session keys; `given` replaces fields. */
export async function makeMember(
  room: Room,
  who: { readonly identity?: SigningKey; readonly session?: SessionKeys } = {},
  given: Partial<JoinStatement> = {},
): Promise<Member> {
  const identity = who.identity ?? (await makeSigningKey());
  const session = who.session ?? (await makeSessionKeys());
  const join = joinFields(room, identity, session, given);
  const signed = await signJoin(join, identity);
  const verified = await verifyJoin(signed);
  return {
    identity,
    session,
    join,
    signed,
    verified,
    peer: { peerId: verified.peerId, ...signed },
  };
}
