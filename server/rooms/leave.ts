import { resumeWindowMs } from "../../protocol/limits.ts";
import type { Moment } from "../clock.ts";
import { tellOthersLeft, tellWaitingOfAdmins } from "./announce.ts";
import { settled } from "./life.ts";
import { isAdmin, memberOf, membersHere, type Room, type RoomEffect, type Step } from "./room.ts";

/**
 * A socket is gone. `away`: it vanished, and its place is kept for a minute; `left`: it said
 * goodbye.
 */
export function leaveRoom(room: Room, peerId: string, how: "left" | "away", moment: Moment): Step {
  const member = room.members.get(peerId);
  if (member === undefined) return leaveDoor(room, peerId, moment);
  const members =
    how === "left"
      ? room.members.without(peerId)
      : room.members.with(memberOf(member, moment.monotonicMs + resumeWindowMs));
  const next = settled({ ...room, members }, moment);
  return {
    outcome: "changed",
    room: next,
    effects: [...tellOthersLeft(next, peerId, how), ...tellWaitingOfAdmins(room, next)],
  };
}

/** Only admins know of those at the door, and only by their knocks. */
function leaveDoor(room: Room, peerId: string, moment: Moment): Step {
  const hasKnocked = (room.waiting.get(peerId)?.knockedAtMs ?? null) !== null;
  const waiting = new Map(room.waiting);
  waiting.delete(peerId);
  const next = settled({ ...room, waiting }, moment);
  const to = membersHere(next).filter((member) => isAdmin(next, member));
  const effects: RoomEffect[] =
    hasKnocked && to.length > 0
      ? [
          {
            effect: "tell",
            to: to.map((admin) => admin.peerId),
            message: { type: "peer-left", peerId, reason: "left" },
          },
        ]
      : [];
  return { outcome: "changed", room: next, effects };
}
