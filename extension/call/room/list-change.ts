import type { VerifiedJoin } from "../../../protocol/peer-statement.ts";
import { keyOfPoint } from "../../../protocol/read-key.ts";
import { buildRoom, type RoomStatement } from "../../../protocol/room.ts";
import type { SignedList, VerifiedList } from "../../../protocol/signed-list.ts";
import { type Signed, signStatement } from "../../../protocol/signed.ts";
import { namespaces } from "../../../protocol/sshsig.ts";
import type { SessionKeys } from "../session/session-keys.ts";

/** The version after `head`, signed by this session, with all that it rests on: section 8, rule 4. */
export async function signNextList(
  head: VerifiedList,
  next: RoomStatement,
  me: VerifiedJoin,
  keys: Pick<SessionKeys, "sign" | "signPoint">,
): Promise<SignedList> {
  const signer = keyOfPoint(keys.signPoint);
  const signed = await signStatement(buildRoom(next), namespaces.room, signer, keys.sign);
  const anchor = anchorOf(head);
  return { ...signed, by: me.signed, ...(anchor === null ? {} : { anchor }) };
}

/** The host's newest version in its signed form: the head itself, or what the head rests on. */
function anchorOf({ signedBy, signed }: VerifiedList): Signed | null {
  if (signedBy.as === "session") return signed.anchor ?? null;
  const { payload, signature, publicKey } = signed;
  return { payload, signature, publicKey };
}
