import { refuse } from "../../../protocol/codes.ts";
import { derivePair, type Pair } from "../../../protocol/pairwise.ts";
import type { VerifiedJoin } from "../../../protocol/peer-statement.ts";
import { pointFromText } from "../../../protocol/point.ts";

/**
 * The keys shared with each other session, derived once and kept for the whole call: derived a
 * second time they would use their counters, and so an IV, again.
 */
export type Pairs = (them: VerifiedJoin) => Promise<Pair>;

/** Far beyond any room. Nothing is forgotten instead: to derive anew would use an IV twice. */
const pairsMax = 1_000;

export function createPairs(me: VerifiedJoin, myDh: CryptoKey): Pairs {
  const pairs = new Map<string, Promise<Pair>>();
  return (them) => {
    const known = pairs.get(them.session);
    if (known !== undefined) return known;
    if (pairs.size >= pairsMax) {
      return Promise.reject(refuse("full", "session-keys", "too many sessions in one call"));
    }
    const derived = derivePair({
      room: me.join.room,
      myHash: me.hash,
      theirHash: them.hash,
      myDh,
      theirDh: pointFromText(them.join.sessionDh),
    });
    pairs.set(them.session, derived);
    return derived;
  };
}
