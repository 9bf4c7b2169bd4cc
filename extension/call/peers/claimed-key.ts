import type { PeerStatement } from "../../../protocol/messages.ts";
import { isKeyId, type KeyId } from "../../../protocol/public-key.ts";

/**
 * Whom a statement that is not verified speaks of: a claim, to look up a name by, or to tell whose
 * statement was refused. It must be readable where the rest is not: else a server that garbles a
 * statement would have its peer vanish without a word.
 */
export function claimedKey({ payload }: PeerStatement): KeyId | null {
  const [, key = ""] = /^Key: (\S+)$/m.exec(payload) ?? [];
  return isKeyId(key) ? key : null;
}
