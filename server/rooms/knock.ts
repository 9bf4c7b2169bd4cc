import { knockLifeMs } from "../../protocol/limits.ts";
import type { Moment } from "../clock.ts";
import type { Limits } from "../options.ts";
import { isAdmin, peerOf, refused, type Room, type Step, type Waiter } from "./room.ts";

/** Somebody at the door tells one admin who they are, in a box that only that admin can open. */
export function knockAtRoom(
  room: Room,
  from: string,
  to: string,
  box: string,
  moment: Moment,
  limits: Limits,
): Step {
  const waiter = room.waiting.get(from);
  const admin = room.members.get(to);
  if (waiter === undefined || admin === undefined) return notHere();
  if (admin.awayUntilMs !== null || !isAdmin(room, admin)) return notHere();
  const isPending = ({ knockedAtMs }: Waiter): boolean =>
    knockedAtMs !== null && moment.monotonicMs - knockedAtMs < knockLifeMs;
  const pending = [...room.waiting.values()].filter(isPending).length;
  if (!isPending(waiter) && pending >= limits.knocksPerRoom) {
    return refused("rate", "too many knocks wait for an answer in this room");
  }
  const waiting = new Map(room.waiting);
  waiting.set(from, { ...waiter, knockedAtMs: moment.monotonicMs });
  // The statement is the one that was verified, whatever the knock brought along.
  const message = { type: "knock", ...peerOf(room, waiter), box } as const;
  return {
    outcome: "changed",
    room: { ...room, waiting },
    effects: [{ effect: "tell", to: [to], message }],
  };
}

function notHere(): Step {
  return refused("peer-unknown", "nobody of this id can admit here");
}
