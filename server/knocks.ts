import { refuse } from "../protocol/codes.ts";
import type { Knock } from "../protocol/messages.ts";
import { take } from "./budget.ts";
import { momentOf } from "./clock.ts";
import type { Connection } from "./connection.ts";
import { knockAtRoom } from "./rooms/knock.ts";
import type { Services } from "./services.ts";

/** A box from the door to one admin. Refusals leave the knocker where they are. */
export function knock(services: Services, connection: Connection, message: Knock): void {
  const { engine, clock, options, switchboard } = services;
  const { roomId, peerId, address } = connection;
  const room = engine.get(roomId);
  if (room === undefined) throw refuse("room-unknown", "room", "this room is not open here");
  const step = knockAtRoom(
    room,
    peerId,
    message.peerId,
    message.box,
    momentOf(clock),
    options.limits,
  );
  if (step.outcome === "refused") return connection.refuse(step.code, step.message);
  // Last, so that a knock at an admin who has just left costs nothing.
  const retryAfterMs = take(address.knocks, 1, clock.monotonic());
  if (retryAfterMs > 0) {
    return connection.refuse("rate", "one knock at a time from an address", { retryAfterMs });
  }
  switchboard.commit(room, step);
}
