import { derivePair, type Pair } from "../../protocol/pairwise.ts";
import type { VerifiedJoin } from "../../protocol/peer-statement.ts";
import { pointFromText } from "../../protocol/point.ts";

/**
 * The keys shared with each other session, derived once and kept for the whole call: derived a
 * second time they would use their counters, and so an IV, again.
 */
export type Pairs = (them: VerifiedJoin) => Promise<Pair>;

export function createPairs(me: VerifiedJoin, myDh: CryptoKey): Pairs {
  const pairs = new Map<string, Promise<Pair>>();
  return (them) => {
    const known = pairs.get(them.session);
    if (known !== undefined) return known;
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
