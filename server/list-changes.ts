import { ProtocolError, refuse } from "../protocol/codes.ts";
import type { Create, ListChange } from "../protocol/messages.ts";
import { type SignedList, type VerifiedList, verifyList } from "../protocol/signed-list.ts";
import { takeTry } from "./admission.ts";
import { createBudget, take } from "./budget.ts";
import { momentOf } from "./clock.ts";
import type { Connection } from "./connection.ts";
import { roomTag } from "./log.ts";
import { changeList } from "./rooms/change-list.ts";
import { openRoom } from "./rooms/life.ts";
import { type Services, TryLater } from "./services.ts";

/** Access lists that come in. A list is proof by itself, whoever brings it. */

export async function createRoom(
  services: Services,
  connection: Connection,
  { list: signed }: Create,
): Promise<void> {
  const { engine, clock, options, metrics, log } = services;
  const { challenge, roomId } = connection;
  if (challenge === null || !challenge.mayCreate) {
    throw refuse("list", "room", "this room is open already");
  }
  connection.challenge = { ...challenge, mayCreate: false };
  // With the resumes: after a restart everybody brings the list of their room along.
  takeTry(services, connection, "resumes");
  const verified = await verifyList(signed, roomId, services.primitives);
  if (connection.state === "closed") return;
  if (options.roomCreators !== null && !options.roomCreators.has(verified.list.host)) {
    throw refuse("denied", "allowed", "this server opens rooms for some hosts only");
  }
  // Somebody else brought the room meanwhile, perhaps with another version: the newest holds.
  if (engine.get(roomId) !== undefined) return void offer(services, roomId, verified);
  const room = openRoom(verified, momentOf(clock));
  if ("outcome" in room) throw refuse(room.code, "list", room.message);
  if (!engine.put(room)) throw refuse("full", "room", "this server has no place for more rooms");
  metrics.admitted("create", "open");
  log.info({ room: roomTag(roomId), conn: connection.number }, "room opened");
}

export async function receiveList(
  services: Services,
  connection: Connection,
  message: ListChange,
): Promise<void> {
  const { clock, options, metrics, primitives } = services;
  try {
    const { listsPerMinute } = options.limits;
    const nowMs = clock.monotonic();
    connection.listBudget ??= createBudget(listsPerMinute / 60, listsPerMinute, nowMs);
    const waitMs = take(connection.listBudget, 1, nowMs);
    if (waitMs > 0) throw new TryLater("too many access lists", waitMs);
    const verified = await verifyList(listOf(message), connection.roomId, primitives);
    if (connection.state === "closed") return;
    const outcome = offer(services, connection.roomId, verified);
    metrics.listOffered(outcome);
    if (outcome === "accepted") return;
    // Whoever is behind is given what is newest; whoever repeats it gets their acknowledgement.
    const head = services.engine.get(connection.roomId)?.view.head.signed;
    if (head !== undefined) connection.send({ type: "list", ...head });
    if (outcome === "stale") connection.refuse("stale", "the room has a newer list than this one");
  } catch (error) {
    if (error instanceof TryLater) {
      connection.refuse("rate", error.message, { retryAfterMs: error.retryAfterMs });
    } else if (error instanceof ProtocolError) {
      // Whoever signed it badly, the bearer keeps their place: it need not be their list.
      connection.refuse(error.code === "auth" ? "list" : error.code, error.message);
      metrics.listOffered(error.code);
    } else throw error;
  }
}

/** Gives what became of it; throws where the rules refuse it. */
function offer(
  services: Services,
  roomId: string,
  verified: VerifiedList,
): "accepted" | "known" | "stale" {
  const { engine, clock, options, switchboard, log } = services;
  const room = engine.get(roomId);
  if (room === undefined) throw refuse("room-unknown", "room", "this room is not open here");
  const step = changeList(room, verified, momentOf(clock), options.limits);
  switch (step.outcome) {
    case "refused":
      if (step.retryAfterMs !== undefined) throw new TryLater(step.message, step.retryAfterMs);
      throw refuse(step.code, "list", step.message);
    case "changed":
      if (!switchboard.commit(room, step)) {
        throw refuse("full", "list", "this server has no place for longer lists");
      }
      log.info({ room: roomTag(roomId), version: verified.list.version }, "list changed");
      return "accepted";
    default:
      return step.outcome;
  }
}

/** Without the type of the message that it came in. */
function listOf({ payload, signature, publicKey, by, anchor }: SignedList): SignedList {
  return { payload, signature, publicKey, ...(by && { by }), ...(anchor && { anchor }) };
}
