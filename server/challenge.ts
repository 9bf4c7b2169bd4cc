import { toBase64url } from "../protocol/base64.ts";
import { refuse } from "../protocol/codes.ts";
import { challengeTtlMs } from "../protocol/limits.ts";
import type { Request } from "../protocol/messages.ts";
import type { PublicJwk } from "../protocol/public-key.ts";
import type { Connection, GivenChallenge } from "./connection.ts";
import { jwkOf } from "./packed-key.ts";
import type { Room } from "./rooms/room.ts";
import { type Services, TryLater } from "./services.ts";

/** What a socket is given to sign over, and that it is taken back once. */

export function challenge(services: Services, connection: Connection, { roomId }: Request): void {
  const { clock, engine, random, throttle } = services;
  const nowMs = clock.monotonic();
  const waitMs = throttle.blockedForMs(connection.address, nowMs);
  if (waitMs > 0) throw new TryLater("too many failed tries from this address", waitMs);
  const room = engine.get(roomId);
  const given: GivenChallenge = {
    nonce: toBase64url(random(32)),
    issuedAtMs: clock.now(),
    mayCreate: room === undefined,
  };
  connection.state = "challenged";
  connection.roomId = roomId;
  connection.challenge = given;
  connection.deadlineMs = nowMs + challengeTtlMs;
  connection.send({
    type: "challenge",
    roomId,
    issuedAtMs: given.issuedAtMs,
    nonce: given.nonce,
    ttlMs: challengeTtlMs,
    // Not the list: whoever holds the id of a room could read who may enter it.
    room: room === undefined ? null : factsOf(room),
  });
}

/** The nonce is used up by the first try, good or bad. */
export function takeChallenge(connection: Connection): GivenChallenge {
  const given = connection.challenge;
  connection.challenge = null;
  if (given === null) throw refuse("auth", "nonce", "there is no challenge to answer");
  return given;
}

function factsOf(room: Room): { host: PublicJwk; salt: string } {
  return { host: jwkOf(room.hostKey), salt: room.view.head.list.salt };
}
