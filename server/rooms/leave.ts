import { resumeWindowMs } from "../../protocol/limits.ts";
import type { Moment } from "../clock.ts";
import { tellOthersLeft, tellWaitingOfAdmins } from "./announce.ts";
import { settled } from "./life.ts";
import type { Room, Step } from "./room.ts";

/**
 * A socket is gone. `away`: it vanished, and its place is kept for a minute; `left`: it said
 * goodbye.
 */
export function leaveRoom(room: Room, peerId: string, how: "left" | "away", moment: Moment): Step {
  const member = room.members.get(peerId);
  if (member === undefined) return leaveDoor(room, peerId, moment);
  const members = new Map(room.members);
  if (how === "left") members.delete(peerId);
  else members.set(peerId, { ...member, awayUntilMs: moment.monotonicMs + resumeWindowMs });
  const next = settled({ ...room, members }, moment);
  return {
    outcome: "changed",
    room: next,
    effects: [...tellOthersLeft(next, peerId, how), ...tellWaitingOfAdmins(room, next)],
  };
}

/** Nobody inside knows of those at the door but by their knocks: there is nobody to tell. */
function leaveDoor(room: Room, peerId: string, moment: Moment): Step {
  const waiting = new Map(room.waiting);
  waiting.delete(peerId);
  return { outcome: "changed", room: settled({ ...room, waiting }, moment), effects: [] };
}
