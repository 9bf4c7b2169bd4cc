import { admissionOf, mustLeave, nextView, type ListView } from "../../protocol/access-list.ts";
import type { ErrorCode } from "../../protocol/codes.ts";
import type { VerifiedList } from "../../protocol/signed-list.ts";
import { type Budget, createBudget, take } from "../budget.ts";
import type { Moment } from "../clock.ts";
import { keepList, keysIn } from "../kept-list.ts";
import type { Limits } from "../options.ts";
import { tellOthersJoined, tellOthersLeft, tellWaitingOfAdmins, welcome } from "./announce.ts";
import { settled } from "./life.ts";
import {
  idsHere,
  type Member,
  memberOf,
  type Refused,
  refused,
  type Room,
  type RoomEffect,
  type Changed,
} from "./room.ts";

/** `known` and `stale` change nothing: whoever sent the list is given the newest instead. */
export type ListStep = Changed | Refused | { readonly outcome: "known" | "stale" };

/**
 * A list whose signatures hold, by the rules of PROTOCOL.md section 8. Removal comes first: the
 * sockets of those removed are closed before anybody, and so its sender, sees the list come back.
 */
export function changeList(
  room: Room,
  verified: VerifiedList,
  moment: Moment,
  limits: Limits,
): ListStep {
  const list = keepList(verified, room.hostKey, textsIn(room));
  const step = nextView(room.view, list, moment.nowMs);
  switch (step.outcome) {
    case "refused":
      return refused("list", step.why);
    case "known":
    case "stale":
      return { outcome: step.outcome };
    case "accepted":
    case "conflict": {
      const lists = { ...(room.lists ?? newBudget(limits, moment)) };
      const retryAfterMs = take(lists, 1, moment.monotonicMs);
      if (retryAfterMs > 0) {
        return { ...refused("rate", "the list of this room changes too often"), retryAfterMs };
      }
      return apply({ ...room, lists }, step.view, list, moment, limits);
    }
  }
}

function apply(
  room: Room,
  view: ListView,
  list: VerifiedList,
  moment: Moment,
  limits: Limits,
): Changed {
  const removed = room.members.values().filter(({ key }) => mustLeave(view, key));
  const members = room.members.without(...removed.map(({ peerId }) => peerId));
  const { admitted, turnedAway } = judgeWaiting({ ...room, view, members }, moment, limits);
  const waiting = new Map(room.waiting);
  for (const { peerId } of [...admitted, ...turnedAway]) waiting.delete(peerId);
  const kept: Room = { ...room, view, members, waiting };
  const effects: RoomEffect[] = [
    // They see the one version that puts them out: signed, as nothing else that the server says is.
    ...tellRemoved(list, removed),
    ...removed.map(({ peerId }) => ({ effect: "dismiss", peerId, code: "denied" }) as const),
    ...turnedAway.map(({ peerId, code }) => ({ effect: "dismiss", peerId, code }) as const),
    ...removed.flatMap(({ peerId }) => tellOthersLeft(kept, peerId, "removed")),
    // Those inside hear of the list before they hear of those it lets in.
    { effect: "tell", to: idsHere(kept), message: { type: "list", ...list.signed } },
  ];
  const next = settled(letIn(kept, admitted, effects), moment);
  effects.push(...tellWaitingOfAdmins(room, next));
  return { outcome: "changed", room: next, effects };
}

function newBudget({ listsPerMinute }: Limits, { monotonicMs }: Moment): Budget {
  return createBudget(listsPerMinute / 60, listsPerMinute, monotonicMs);
}

/** Texts that the next version has in common with this one. */
function textsIn({ id, view: { head } }: Room): string[] {
  return [id, head.list.salt, ...keysIn(head.list)];
}

function tellRemoved({ signed }: VerifiedList, removed: readonly Member[]): RoomEffect[] {
  const to = removed.filter(({ awayUntilMs }) => awayUntilMs === null).map(({ peerId }) => peerId);
  if (to.length === 0) return [];
  return [{ effect: "tell", to, message: { type: "list", ...signed } }];
}

/** One after the other, so that nobody hears of a peer before their own `joined`. */
function letIn(room: Room, admitted: readonly Member[], effects: RoomEffect[]): Room {
  let next = room;
  for (const member of admitted) {
    next = { ...next, members: next.members.with(member) };
    effects.push(...welcome(next, member.peerId), ...tellOthersJoined(next, member));
  }
  return next;
}

interface Judged {
  readonly admitted: readonly Member[];
  readonly turnedAway: readonly { readonly peerId: string; readonly code: ErrorCode }[];
}

function judgeWaiting(room: Room, moment: Moment, limits: Limits): Judged {
  const admitted: Member[] = [];
  const turnedAway: { peerId: string; code: ErrorCode }[] = [];
  for (const { knockedAtMs: _, ...session } of room.waiting.values()) {
    const admission = admissionOf(room.view, session.key, moment.nowMs);
    if (admission === "wait") continue;
    const { peerId } = session;
    if (admission !== "enter") turnedAway.push({ peerId, code: admission });
    else if (room.members.size + admitted.length >= limits.membersPerRoom) {
      turnedAway.push({ peerId, code: "full" });
    } else admitted.push(memberOf(session, null));
  }
  return { admitted, turnedAway };
}
