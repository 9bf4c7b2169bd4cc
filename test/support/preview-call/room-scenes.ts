import type { RoomView } from "../../../extension/call/room/room-view.ts";
import { fakeKeyId } from "./people.ts";

/** A room of three on its list, as a member sees it. */
export const room: RoomView = {
  version: 4,
  door: "knock",
  isLocked: false,
  expiresAtMs: new Date(2026, 5, 1, 14, 0).getTime(),
  validity: "holds",
  hasForked: false,
  withheld: null,
  hasRolledBack: false,
  allowed: [
    { keyId: fakeKeyId(3), name: "Dilan Öztürk", isCohost: true },
    { keyId: fakeKeyId(1), name: "Bob", isCohost: false },
    { keyId: fakeKeyId(2), name: null, isCohost: false },
  ],
  denied: [{ keyId: fakeKeyId(30), name: "Mallory", isCohost: false }],
  mayEdit: false,
  needsRejoin: false,
  isHost: false,
  isAsking: false,
};

export const ownRoom: RoomView = { ...room, mayEdit: true, isHost: true };

export const roomInTrouble: RoomView = {
  ...ownRoom,
  isLocked: true,
  validity: "hour",
  hasForked: true,
  withheld: 5,
  hasRolledBack: true,
};
