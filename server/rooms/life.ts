import { firstView } from "../../protocol/access-list.ts";
import type { VerifiedList } from "../../protocol/signed-list.ts";
import type { Moment } from "../clock.ts";
import { hostKeyOf, keepList } from "../kept-list.ts";
import { tellOthersLeft, tellWaitingOfAdmins } from "./announce.ts";
import { type Refused, refused, type Room, type RoomEffect, type Step } from "./room.ts";
import { Roster } from "./roster.ts";

/** How a room begins, what time does to it, and how it ends. */

/** An empty room is kept for this long: its people may only have lost their network. */
const emptyRoomLifeMs = 3_600_000;
/** Node's timers end at 2^31 ms; a list holds at most 30 days, which is beyond that. */
const longestSleepMs = 2_147_483_647;

/** At most doors nobody waits: one empty map for all of them. */
const nobodyWaits: Room["waiting"] = new Map();
const nobodyIsHere: Room["members"] = new Roster();

export function openRoom(list: VerifiedList, moment: Moment): Room | Refused {
  if (moment.nowMs >= list.list.expiresAtMs) return refused("expired", "this list has expired");
  const hostKey = hostKeyOf(list);
  const outcome = firstView(keepList(list, hostKey), moment.nowMs);
  if (outcome.outcome === "refused") return refused("list", outcome.why);
  if (outcome.outcome !== "accepted") return refused("list", "this list opens no room");
  const room: Room = {
    id: outcome.view.head.list.room,
    view: outcome.view,
    hostKey,
    members: nobodyIsHere,
    waiting: nobodyWaits,
    lists: null,
    emptySinceMs: null,
    wakeAtMs: 0,
  };
  return settled(room, moment);
}

/**
 * Every change ends here: since when the room is empty, and when to look at it next. Field by field:
 * V8 keeps what a spread makes in two parts.
 */
export function settled(room: Room, moment: Moment): Room {
  const isEmpty = room.members.size === 0 && room.waiting.size === 0;
  const emptySinceMs = isEmpty ? (room.emptySinceMs ?? moment.monotonicMs) : null;
  const { id, view, hostKey, members, waiting, lists } = room;
  const wakeAtMs = wakeAt(room, emptySinceMs, moment);
  return { id, view, hostKey, members, waiting, lists, emptySinceMs, wakeAtMs };
}

/** What the time that has passed does: to be called when `wakeAtMs` has come. */
export function wakeRoom(room: Room, moment: Moment): Step {
  const gone = room.members
    .values()
    .filter(({ awayUntilMs }) => awayUntilMs !== null && awayUntilMs <= moment.monotonicMs);
  const members = room.members.without(...gone.map(({ peerId }) => peerId));
  const hasExpired = moment.nowMs >= room.view.head.list.expiresAtMs;
  // Running calls outlive their list (PROTOCOL.md section 8, rule 6); those at the door do not.
  const turnedAway = hasExpired ? [...room.waiting.keys()] : [];
  const waiting = hasExpired ? nobodyWaits : room.waiting;
  const next = settled({ ...room, members, waiting }, moment);
  const effects: RoomEffect[] = [
    ...turnedAway.map((peerId) => ({ effect: "dismiss", peerId, code: "expired" }) as const),
    ...gone.flatMap(({ peerId }) => tellOthersLeft(next, peerId, "lost")),
    ...tellWaitingOfAdmins(room, next),
  ];
  return { outcome: "changed", room: isOver(next, hasExpired, moment) ? null : next, effects };
}

function isOver(room: Room, hasExpired: boolean, moment: Moment): boolean {
  if (room.emptySinceMs === null) return false;
  return hasExpired || moment.monotonicMs >= room.emptySinceMs + emptyRoomLifeMs;
}

function wakeAt(room: Room, emptySinceMs: number | null, moment: Moment): number {
  const times: number[] = [];
  for (const { awayUntilMs } of room.members.values()) {
    if (awayUntilMs !== null) times.push(awayUntilMs);
  }
  if (emptySinceMs !== null) times.push(emptySinceMs + emptyRoomLifeMs);
  if (room.members.size === 0 || room.waiting.size > 0) {
    const untilExpiryMs = room.view.head.list.expiresAtMs - moment.nowMs;
    times.push(moment.monotonicMs + Math.min(longestSleepMs, Math.max(0, untilExpiryMs)));
  }
  return Math.min(...times);
}
