import { admissionOf, type Admission, mayBeHere, standingOf } from "../../protocol/access-list.ts";
import { sessionsPerKey } from "../../protocol/limits.ts";
import type { Signed } from "../../protocol/signed.ts";
import type { Moment } from "../clock.ts";
import type { Limits } from "../options.ts";
import {
  tellOthersJoined,
  tellOthersLeft,
  tellWaiting,
  tellWaitingOfAdmins,
  welcome,
} from "./announce.ts";
import { settled } from "./life.ts";
import {
  memberOf,
  type Refused,
  refused,
  type Room,
  type RoomEffect,
  type Session,
  type Step,
} from "./room.ts";

/** Sockets at the door of one room: they cost memory, and each hears of every admin that comes. */
const waitingPerRoom = 64;

export interface Arrival extends Session {
  readonly how: "join" | "resume";
  /** Of the join statement. */
  readonly issuedAtMs: number;
  /** The join statement, as it came. */
  readonly signed: Signed;
}

const refusals = {
  denied: "this key may not enter this room",
  locked: "the room is locked",
  expired: "the room's list has expired",
} as const satisfies Partial<Record<Admission, string>>;

/** A session whose signatures hold comes in, waits at the door, or is told why not. */
export function enterRoom(room: Room, arrival: Arrival, moment: Moment, limits: Limits): Step {
  const admission = admissionAt(room, arrival, moment);
  if (admission === "denied" || admission === "locked" || admission === "expired") {
    return refused(admission, refusals[admission]);
  }
  if (arrival.how === "join" && claimsTooMuch(room, arrival)) {
    return refused("auth", "the statement claims powers that the list does not give");
  }
  const place = placeFor(room, arrival, admission, limits);
  if (place !== null && typeof place !== "string") return place;
  return admission === "wait"
    ? waitAtDoor(room, arrival, moment)
    : comeIn(room, arrival, place, moment);
}

/** Whoever was here before the room was locked or its list ran out comes back as if never gone. */
function admissionAt(room: Room, arrival: Arrival, moment: Moment): Admission {
  const mayReturn =
    arrival.how === "resume" && mayBeHere(room.view, arrival.key, arrival.issuedAtMs);
  return mayReturn ? "enter" : admissionOf(room.view, arrival.key, moment.nowMs);
}

/** At a resume it may: the list can have changed since, and gives no powers by what is claimed. */
function claimsTooMuch(room: Room, { claimsAdmit, key }: Session): boolean {
  const standing = standingOf(room.view, key);
  return claimsAdmit && standing !== "host" && standing !== "cohost";
}

/** Null where there is place; the peer id of a session of the same key that gives way; or why not. */
function placeFor(
  room: Room,
  { key, peerId }: Session,
  admission: Admission,
  limits: Limits,
): string | Refused | null {
  if (room.members.has(peerId) || (admission === "wait" && room.waiting.has(peerId))) return null;
  const others = [...room.members.values(), ...room.waiting.values()].filter(
    (session) => session.key === key && session.peerId !== peerId,
  );
  const isFull = admission === "enter" && room.members.size >= limits.membersPerRoom;
  if (others.length < sessionsPerKey && !isFull) return null;
  // Most likely the same person's page, closed roughly: it need not keep them out for a minute.
  const away = others.find((other) => room.members.get(other.peerId)?.awayUntilMs != null);
  if (away !== undefined) return away.peerId;
  return refused(
    "full",
    isFull ? "the room is full" : `this key is in the room ${sessionsPerKey} times already`,
  );
}

function waitAtDoor(room: Room, arrival: Arrival, moment: Moment): Step {
  if (room.waiting.size >= waitingPerRoom && !room.waiting.has(arrival.peerId)) {
    return refused("full", "too many are waiting at the door");
  }
  const knockedAtMs = room.waiting.get(arrival.peerId)?.knockedAtMs ?? null;
  const waiting = new Map(room.waiting);
  waiting.set(arrival.peerId, { ...sessionOf(arrival), knockedAtMs });
  const next = settled({ ...room, waiting }, moment);
  return { outcome: "changed", room: next, effects: tellWaiting(next, [arrival.peerId]) };
}

function comeIn(room: Room, arrival: Arrival, replaced: string | null, moment: Moment): Step {
  const members = replaced === null ? room.members : room.members.without(replaced);
  const kept: Room = { ...room, members, waiting: waitingWithout(room, arrival.peerId) };
  const member = memberOf(arrival, null);
  const entered = { ...kept, members: members.with(member) };
  const next = settled(entered, moment);
  const effects: RoomEffect[] = [
    ...(replaced === null ? [] : tellOthersLeft(kept, replaced, "replaced")),
    ...welcome(next, arrival.peerId),
    // After a resume too: what was relayed meanwhile may be lost, and the others then know.
    ...tellOthersJoined(next, member, arrival.signed),
    ...tellWaitingOfAdmins(room, next),
  ];
  return { outcome: "changed", room: next, effects };
}

function waitingWithout({ waiting }: Room, peerId: string): Room["waiting"] {
  if (!waiting.has(peerId)) return waiting;
  const others = new Map(waiting);
  others.delete(peerId);
  return others;
}

function sessionOf({ peerId, key, claimsAdmit, statement }: Session): Session {
  return { peerId, key, claimsAdmit, statement };
}
