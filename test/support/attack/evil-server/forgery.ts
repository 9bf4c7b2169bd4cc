import { toBase64url } from "../../../../protocol/base64.ts";
import { randomBytes } from "../../../../protocol/bytes.ts";
import { sha256 } from "../../../../protocol/hash.ts";
import { buildJoin, type JoinStatement, parseJoin } from "../../../../protocol/join.ts";
import type { PeerStatement } from "../../../../protocol/messages.ts";
import { peerIdOfHash } from "../../../../protocol/peer-id.ts";
import type { RoomStatement } from "../../../../protocol/room.ts";
import type { SignedList } from "../../../../protocol/signed-list.ts";
import type { Signed } from "../../../../protocol/signed.ts";
import { signJoin } from "../../protocol/joins.ts";
import { nextFields, signList } from "../../protocol/lists.ts";
import { makeSessionKeys, type SessionKeys } from "../../protocol/session-keys.ts";
import type { SigningKey } from "../../protocol/signing-key.ts";

/** What somebody with a key of their own can make out of what passes by. */

/** A session of `key` in the room of `like`, certified as well as that key can. */
export async function ownSession(
  like: Signed,
  key: SigningKey,
  given: Partial<JoinStatement> = {},
  session?: SessionKeys,
): Promise<PeerStatement> {
  const keys = session ?? (await makeSessionKeys());
  const join: JoinStatement = {
    ...parseJoin(like.payload),
    key: key.keyId,
    powers: "none",
    sessionSign: keys.sign.pointText,
    sessionDh: keys.dh.pointText,
    sessionDtls: keys.dtls,
    nonce: toBase64url(randomBytes(32)),
    ...given,
  };
  return withPeerId(await signJoin(join, key));
}

/** `like`'s statement with other fields, signed by `key`, which is not the key that it names. */
export async function resigned(
  like: Signed,
  key: SigningKey,
  given: Partial<JoinStatement>,
): Promise<PeerStatement> {
  return withPeerId(await signJoin({ ...parseJoin(like.payload), ...given }, key));
}

/** `like` with other fields and the signature that it had. */
export function rewritten(like: PeerStatement, given: Partial<JoinStatement>): PeerStatement {
  return { ...like, payload: buildJoin({ ...parseJoin(like.payload), ...given }) };
}

/** The version after `list`, as `signer` would have it. */
export async function nextListBy(
  list: SignedList,
  signer: SigningKey,
  given: Partial<RoomStatement>,
): Promise<Signed> {
  return signList(await nextFields(list.payload, given), signer);
}

export async function withPeerId({
  payload,
  signature,
  publicKey,
}: Signed): Promise<PeerStatement> {
  return { peerId: peerIdOfHash(await sha256(payload)), payload, signature, publicKey };
}
