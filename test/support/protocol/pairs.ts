import { derivePair, type Pair } from "../../../protocol/pairwise.ts";
import type { Member } from "./joins.ts";

/** What `me` and `them` share, seen from `me`. */
export function pairOf(me: Member, them: Member): Promise<Pair> {
  return derivePair({
    room: me.join.room,
    myHash: me.verified.hash,
    theirHash: them.verified.hash,
    myDh: me.session.dh.privateKey,
    theirDh: them.session.dh.point,
  });
}
