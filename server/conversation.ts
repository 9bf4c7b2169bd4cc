import { ProtocolError, refuse } from "../protocol/codes.ts";
import { authMaxBytes, listFrameMaxBytes } from "../protocol/limits.ts";
import { type ClientMessage, parseClientMessage } from "../protocol/messages.ts";
import { authenticate, resume } from "./admission.ts";
import { challenge } from "./challenge.ts";
import type { Connection } from "./connection.ts";
import { knock } from "./knocks.ts";
import { createRoom, receiveList } from "./list-changes.ts";
import { type Services, TryLater } from "./services.ts";

/** Text frames: one after the other, and only what may be said in the state the socket is in. */

/** A client brings its list and its answer at once; nothing else is said without waiting. */
const backlogMax = 4;

export function hear(services: Services, connection: Connection, data: Buffer): void {
  if (connection.backlog === null) {
    connection.backlog = [];
    void converse(services, connection, data);
  } else if (connection.backlog.length < backlogMax) connection.backlog.push(data);
  else connection.dismiss("rate", "too many messages before an answer");
}

async function converse(services: Services, connection: Connection, first: Buffer): Promise<void> {
  let next: Buffer | undefined = first;
  while (next !== undefined && connection.state !== "closed") {
    try {
      await answer(services, connection, next);
    } catch (error) {
      dismissFor(services, connection, error);
    }
    next = connection.backlog?.shift();
  }
  connection.backlog = null;
}

function answer(
  services: Services,
  connection: Connection,
  data: Buffer,
): Promise<void> | undefined {
  const text = data.toString("utf8");
  if (text.length > maxLength(connection)) throw refuse("size", "size", "the message is too long");
  const message = parseClientMessage(text);
  switch (connection.state) {
    case "open":
      if (message.type !== "request") break;
      challenge(services, connection, message);
      return undefined;
    case "challenged":
      return whileChallenged(services, connection, message, text.length);
    case "waiting":
      if (message.type !== "knock") break;
      knock(services, connection, message);
      return undefined;
    case "joined":
      if (message.type !== "list") break;
      return receiveList(services, connection, message);
    case "closed":
      return undefined;
  }
  throw outOfTurn(message);
}

function whileChallenged(
  services: Services,
  connection: Connection,
  message: ClientMessage,
  length: number,
): Promise<void> {
  if (message.type === "create") return createRoom(services, connection, message);
  if (length > authMaxBytes) throw refuse("size", "size", "the message is too long");
  if (message.type === "auth") return authenticate(services, connection, message);
  if (message.type === "resume") return resume(services, connection, message);
  throw outOfTurn(message);
}

/** Before anything is parsed: what this socket could possibly have to say. */
function maxLength({ state, challenge: given }: Connection): number {
  if (state === "joined") return listFrameMaxBytes;
  return state === "challenged" && given?.mayCreate ? listFrameMaxBytes : authMaxBytes;
}

function outOfTurn({ type }: ClientMessage): ProtocolError {
  return refuse("format", "message", `${type} is out of turn`);
}

/** An error here ends the socket. What may be survived is told where it happens. */
function dismissFor(services: Services, connection: Connection, error: unknown): void {
  const { throttle, clock, metrics, log, switchboard } = services;
  if (connection.state === "closed") return;
  const wasInside = connection.state === "joined" || connection.state === "waiting";
  if (error instanceof TryLater) {
    connection.dismiss("rate", error.message, { retryAfterMs: error.retryAfterMs });
    metrics.closed("rate");
    return;
  }
  // Only the code is logged: a message or a statement could carry what must not be kept.
  const code = error instanceof ProtocolError ? error.code : "server";
  if (code === "server") log.error({ conn: connection.number, err: error }, "failed");
  else log.debug({ conn: connection.number, code }, "refused");
  if (!wasInside) {
    metrics.refused(code);
    if (isTheirFault(code)) throttle.failed(connection.address, clock.monotonic());
  }
  metrics.closed(code);
  connection.dismiss(code, error instanceof ProtocolError ? error.message : "the server failed");
  if (wasInside) switchboard.leave(connection, code === "server" ? "away" : "left");
}

/**
 * Not where it is only too early, too late or too crowded; nor where a key that has proven itself
 * is not let in: whoever was removed and comes back would shut out everybody behind its address.
 */
function isTheirFault(code: ProtocolError["code"]): boolean {
  return !["room-unknown", "expired", "locked", "full", "server", "version", "denied"].includes(
    code,
  );
}
