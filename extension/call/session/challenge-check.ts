import { clockSkewMs } from "../../../protocol/limits.ts";
import type { Challenge } from "../../../protocol/messages.ts";
import { type KeyId, keyIdOfJwk } from "../../../protocol/public-key.ts";
import { parseRoom, roomIdOf } from "../../../protocol/room.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import type { CallProblem } from "../call-view.ts";

/** "Before signing, at the client" of section 5: what a challenge says must fit the link. */
export async function checkChallenge(
  challenge: Challenge,
  expected: {
    readonly roomId: string;
    /** The newest list this side holds, for a server that has forgotten the room. */
    readonly newestList: SignedList | null;
    /** The host of a room that is about to be created by this very identity. */
    readonly creator: KeyId | null;
    /** Null where the clocks need not agree: a resume asks nobody to sign. */
    readonly nowMs: number | null;
  },
): Promise<{ readonly problem: CallProblem } | { readonly host: KeyId }> {
  if (challenge.roomId !== expected.roomId) {
    return { problem: { problem: "server-speaks-something-else" } };
  }
  if (expected.nowMs !== null) {
    const aheadMs = expected.nowMs - challenge.issuedAtMs;
    if (Math.abs(aheadMs) > clockSkewMs) return { problem: { problem: "clock-differs", aheadMs } };
  }
  if (challenge.room !== null) {
    const host = await keyIdOfJwk(challenge.room.host);
    const isHost = (await roomIdOf(host, challenge.room.salt)) === expected.roomId;
    return isHost ? { host } : { problem: { problem: "wrong-host" } };
  }
  if (expected.newestList !== null) return { host: parseRoom(expected.newestList.payload).host };
  if (expected.creator !== null) return { host: expected.creator };
  return { problem: { problem: "room-unknown" } };
}
