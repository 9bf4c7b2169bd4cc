import { toBase64url } from "../protocol/base64.ts";
import { refuse } from "../protocol/codes.ts";
import { type JoinStatement, parseJoin } from "../protocol/join.ts";
import { clockSkewMs } from "../protocol/limits.ts";
import type { Auth, Resume } from "../protocol/messages.ts";
import { type VerifiedJoin, verifyJoin } from "../protocol/peer-statement.ts";
import { peerIdOfHash } from "../protocol/peer-id.ts";
import { pointFromText } from "../protocol/point.ts";
import { isSameKey, jwkOfKey, keyOfJwk, type KeyId } from "../protocol/public-key.ts";
import { keyOfPoint } from "../protocol/read-key.ts";
import { parseResume, type ResumeStatement } from "../protocol/resume.ts";
import { type Signed, verifySigned } from "../protocol/signed.ts";
import { namespaces } from "../protocol/sshsig.ts";
import { takeChallenge } from "./challenge.ts";
import { momentOf } from "./clock.ts";
import type { Connection, GivenChallenge } from "./connection.ts";
import { flat } from "./flat.ts";
import { keysIn } from "./kept-list.ts";
import { roomTag } from "./log.ts";
import { packJoin } from "./packed-join.ts";
import { enterRoom } from "./rooms/enter.ts";
import { peerOf, type Room } from "./rooms/room.ts";
import { type Services, TryLater } from "./services.ts";

/** The join algorithm of PROTOCOL.md section 5. Each step throws where it refuses. */

export async function authenticate(
  services: Services,
  connection: Connection,
  auth: Auth,
): Promise<void> {
  const given = takeChallenge(connection);
  takeTry(services, connection, "joins");
  const room = roomOf(services, connection);
  const join = parseJoin(auth.payload);
  assertForHere(services, join, room);
  if (join.nonce !== given.nonce) throw refuse("auth", "nonce", "signed for another challenge");
  if (join.issuedAtMs !== given.issuedAtMs) {
    throw refuse("auth", "time", "issued at another time than the challenge");
  }
  assertInTime(services, connection, join);
  const verified = await verifyJoin(auth, services.primitives);
  // Only now the list, so that nobody can find out whose key is on it by trying.
  enter(services, connection, verified, "join");
}

/**
 * Needs nothing that this server remembers of the session: the join statement comes along, and its
 * session key signs the fresh nonce.
 */
export async function resume(
  services: Services,
  connection: Connection,
  message: Resume,
): Promise<void> {
  const given = takeChallenge(connection);
  takeTry(services, connection, "resumes");
  const room = roomOf(services, connection);
  const statement = parseResume(message.payload);
  const join = parseJoin(message.join.payload);
  assertForHere(services, join, room);
  assertAnswers(services, statement, given, connection.roomId);
  assertInTime(services, connection, join);
  const { payload, signature } = message;
  const publicKey = jwkOfKey(keyOfPoint(pointFromText(join.sessionSign)));
  await verifySigned({ payload, signature, publicKey }, namespaces.resume, services.primitives);
  const verified =
    (await sameAsHeld(services, room, message.join, join)) ??
    (await verifyJoin(message.join, services.primitives));
  if (verified.session !== statement.session) {
    throw refuse("auth", "session-keys", "resumes another session than its own");
  }
  enter(services, connection, verified, "resume");
}

/**
 * The join statement of a session that this process still has, and so has verified: verifying the
 * very same bytes again could only say the same. What was verified is made again and compared
 * whole, text, envelope and key; its id alone says nothing of the signature, and what is kept of it
 * says nothing of the envelope around it.
 */
async function sameAsHeld(
  { primitives }: Services,
  room: Room,
  signed: Signed,
  join: JoinStatement,
): Promise<VerifiedJoin | null> {
  const hash = await primitives.sha256(signed.payload);
  const peerId = peerIdOfHash(hash);
  const held = room.members.get(peerId) ?? room.waiting.get(peerId);
  if (held === undefined) return null;
  const { payload, signature, publicKey } = peerOf(room, held);
  const isSame =
    payload === signed.payload &&
    signature === signed.signature &&
    isSameKey(keyOfJwk(publicKey), keyOfJwk(signed.publicKey));
  return isSame ? { join, hash, session: toBase64url(hash), peerId, signed } : null;
}

export function takeTry(
  { throttle, clock }: Services,
  connection: Connection,
  kind: "joins" | "resumes",
): void {
  const waitMs = throttle.takeTry(connection.address, kind, clock.monotonic());
  if (waitMs > 0) throw new TryLater("too many tries from this address", waitMs);
}

function roomOf({ engine }: Services, { roomId }: Connection): Room {
  const room = engine.get(roomId);
  if (room === undefined) throw refuse("room-unknown", "room", "this room is not open here");
  return room;
}

function assertForHere({ origins }: Services, join: JoinStatement, room: Room): void {
  if (!origins().has(join.server)) throw refuse("auth", "server", "signed for another server");
  if (join.room !== room.id) throw refuse("auth", "room", "signed for another room");
  if (join.host !== room.view.head.list.host) {
    throw refuse("auth", "host", "signed for a room of another host");
  }
}

function assertAnswers(
  { origins }: Services,
  resumed: ResumeStatement,
  given: GivenChallenge,
  roomId: string,
): void {
  if (!origins().has(resumed.server)) throw refuse("auth", "server", "signed for another server");
  if (resumed.room !== roomId) throw refuse("auth", "room", "signed for another room");
  if (resumed.nonce !== given.nonce) throw refuse("auth", "nonce", "signed for another challenge");
  if (resumed.issuedAtMs !== given.issuedAtMs) {
    throw refuse("auth", "time", "issued at another time than the challenge");
  }
}

/** The deadline by the monotonic clock, the statement's life by the other. */
function assertInTime({ clock }: Services, connection: Connection, join: JoinStatement): void {
  const { nowMs, monotonicMs } = momentOf(clock);
  if (monotonicMs > connection.deadlineMs) {
    throw refuse("expired", "time", "the challenge was answered too late");
  }
  if (nowMs >= join.expiresAtMs) throw refuse("expired", "time", "the statement has expired");
  // A resumed statement was not checked against a challenge of this server: without this, one from
  // the future would hold for longer than twelve hours.
  if (join.issuedAtMs > nowMs + clockSkewMs) {
    throw refuse("auth", "time", "the statement is from the future");
  }
}

/** The very text of the list, where it names the key: a copy would be 72 bytes a member. */
function sameText(key: KeyId, room: Room): KeyId {
  return keysIn(room.view.head.list).find((listed) => listed === key) ?? flat(key);
}

function enter(
  services: Services,
  connection: Connection,
  { join, peerId, signed }: VerifiedJoin,
  how: "join" | "resume",
): void {
  // It may have gone, and the room may have changed, while the signature was being verified.
  if (connection.state === "closed") return;
  const { clock, options, switchboard, metrics, log } = services;
  const room = roomOf(services, connection);
  const moment = momentOf(clock);
  const { payload, signature, publicKey } = signed;
  const arrival = {
    peerId: flat(peerId),
    key: sameText(join.key, room),
    claimsAdmit: join.powers === "admit",
    statement: packJoin(signed, join),
    issuedAtMs: join.issuedAtMs,
    // Without what else was in the message that it came in.
    signed: { payload, signature, publicKey },
    how,
  };
  const step = enterRoom(room, arrival, moment, options.limits);
  if (step.outcome === "refused") {
    throw refuse(step.code, step.code === "auth" ? "powers" : "allowed", step.message);
  }
  const state = step.room?.members.has(peerId) ? "joined" : "waiting";
  connection.deadlineMs = moment.monotonicMs + (join.expiresAtMs - moment.nowMs) + clockSkewMs;
  connection.address.unauthenticated -= 1;
  // The same text for all in the room: it is compared for every frame that is relayed.
  connection.roomId = room.id;
  switchboard.seat(connection, arrival.peerId, state);
  switchboard.commit(room, step);
  metrics.admitted(how, state);
  log.debug(
    { conn: connection.number, room: roomTag(room.id), key: join.key, how, state },
    "entered",
  );
}
