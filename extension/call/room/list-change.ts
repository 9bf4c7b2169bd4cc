import type { ListView } from "../../../protocol/access-list.ts";
import type { VerifiedJoin } from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import { buildRoom } from "../../../protocol/room.ts";
import type { SignedList, VerifiedList } from "../../../protocol/signed-list.ts";
import { type Signed, signStatement } from "../../../protocol/signed.ts";
import { namespaces } from "../../../protocol/sshsig.ts";
import type { SessionKeys } from "../session/session-keys.ts";

/** The next version of the list, with one more member, signed by this session: section 8, rule 4. */
export async function admitKey(
  view: ListView,
  key: KeyId,
  me: VerifiedJoin,
  keys: SessionKeys,
  nowMs: number,
): Promise<SignedList> {
  const { list, hash } = view.head;
  const statement = buildRoom({
    ...list,
    version: list.version + 1,
    previous: hash,
    issuedAtMs: Math.max(nowMs, list.issuedAtMs),
    allow: [...list.allow, { key, role: "member" }],
    // Of a fork, every denial stays; only the host may lift one.
    deny: [...new Set([...list.deny, ...view.forkDenied])].filter((denied) => denied !== key),
  });
  const signed = await signStatement(statement, namespaces.room, keys.signPoint, keys.sign);
  const anchor = anchorOf(view.head);
  return { ...signed, by: me.signed, ...(anchor === null ? {} : { anchor }) };
}

/** The host's newest version in its signed form: the head itself, or what the head rests on. */
function anchorOf({ signedBy, signed }: VerifiedList): Signed | null {
  if (signedBy.as === "session") return signed.anchor ?? null;
  const { payload, signature, publicKey } = signed;
  return { payload, signature, publicKey };
}
