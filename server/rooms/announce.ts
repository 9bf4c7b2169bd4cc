import type { LeaveReason } from "../../protocol/messages.ts";
import type { Signed } from "../../protocol/signed.ts";
import {
  idsHere,
  isAdmin,
  type Member,
  membersHere,
  peerOf,
  type Room,
  type RoomEffect,
} from "./room.ts";

/** What the others in a room are told. None of it where there is nobody to tell. */

/** `signed` is the member's statement where it is at hand: else it is made from what is kept. */
export function tellOthersJoined(room: Room, member: Member, signed?: Signed): RoomEffect[] {
  const { peerId } = member;
  const to = idsHere(room, peerId);
  if (to.length === 0) return [];
  const peer = signed === undefined ? peerOf(room, member) : { peerId, ...signed };
  return [{ effect: "tell", to, message: { type: "peer-joined", ...peer } }];
}

export function tellOthersLeft(room: Room, peerId: string, reason: LeaveReason): RoomEffect[] {
  const to = idsHere(room, peerId);
  if (to.length === 0) return [];
  return [{ effect: "tell", to, message: { type: "peer-left", peerId, reason } }];
}

/** Those at the door hear who can admit them: all of them, or only `to`. */
export function tellWaiting(room: Room, to: readonly string[]): RoomEffect[] {
  if (to.length === 0) return [];
  const admins = membersHere(room)
    .filter((member) => isAdmin(room, member))
    .map((admin) => peerOf(room, admin));
  return [{ effect: "tell", to, message: { type: "waiting", admins } }];
}

export function tellWaitingOfAdmins(before: Room, after: Room): RoomEffect[] {
  const isSame = adminIds(before) === adminIds(after);
  return isSame ? [] : tellWaiting(after, [...after.waiting.keys()]);
}

/** What a session gets that enters: who is here, and where the list has forked, both sides of it. */
export function welcome(room: Room, peerId: string): RoomEffect[] {
  const peers = membersHere(room, peerId).map((member) => peerOf(room, member));
  const effects: RoomEffect[] = [{ effect: "welcome", to: peerId, peers }];
  const { conflict } = room.view;
  if (conflict === null) return effects;
  return [
    ...effects,
    { effect: "tell", to: [peerId], message: { type: "list", ...conflict.signed } },
  ];
}

function adminIds(room: Room): string {
  return membersHere(room)
    .filter((member) => isAdmin(room, member))
    .map(({ peerId }) => peerId)
    .join(" ");
}
