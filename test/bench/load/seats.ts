import { toBase64url } from "../../../protocol/base64.ts";
import { subprotocol } from "../../../protocol/limits.ts";
import {
  type Challenge,
  type ClientMessage,
  parseServerMessage,
  writeMessage,
} from "../../../protocol/messages.ts";
import { peerIdOfHash } from "../../../protocol/peer-id.ts";
import { sha256 } from "../../../protocol/hash.ts";
import { buildResume } from "../../../protocol/resume.ts";
import { type Signed, signStatement } from "../../../protocol/signed.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { namespaces } from "../../../protocol/sshsig.ts";
import { joinFields, signJoin } from "../../support/protocol/joins.ts";
import { listFields, signList } from "../../support/protocol/lists.ts";
import { makeRoom, type Room } from "../../support/protocol/room-facts.ts";
import { clientFrame, opcodes } from "./frames.ts";
import { Line, openLine } from "./line.ts";
import type { Person } from "./people.ts";
import { within } from "./within.ts";

const answerMs = 30_000;

/** Members of rooms of a Latchkey server, let in step by step so that each can be measured. */

/** A socket that has its challenge. */
export interface Asked {
  readonly line: Line;
  readonly room: Room;
  readonly person: Person;
  readonly given: Challenge;
}

/** What it has to say, signed and masked. */
export interface Answered {
  readonly line: Line;
  readonly frames: readonly Buffer[];
  readonly room: Room;
  readonly person: Person;
  /** The join statement. */
  readonly signed: Signed;
}

/** A member. */
export interface Seat extends Answered {
  readonly peerId: string;
}

export interface RoomPlan {
  readonly room: Room;
  readonly list: SignedList;
  readonly host: Person;
  readonly guests: readonly Person[];
}

/** A room that `host` opens for `guests` only; nobody has brought it to the server yet. */
export async function planRoom(
  port: number,
  host: Person,
  guests: readonly Person[],
): Promise<RoomPlan> {
  const room = await makeRoom({ server: `ws://127.0.0.1:${port}`, host: host.identity });
  const allow = guests.map(({ identity }) => ({ key: identity.keyId, role: "member" }) as const);
  const fields = listFields(room, { issuedAtMs: Date.now(), door: "closed", allow });
  return { room, host, guests, list: await signList(fields, host.identity) };
}

export async function ask(port: number, room: Room, person: Person): Promise<Asked> {
  const line = await openLine(port, "/ws", subprotocol);
  line.say(writeMessage({ type: "request", version: 1, roomId: room.roomId }));
  const given = parseServerMessage(await line.nextText());
  if (given.type !== "challenge") throw new Error(`a challenge was due, not ${given.type}`);
  return { line, room, person, given };
}

/** Signs the join statement; `list` is brought along where the room is new. */
export async function answer(asked: Asked, list?: SignedList): Promise<Answered> {
  const { line, room, person, given } = asked;
  const { nonce, issuedAtMs } = given;
  const join = joinFields(room, person.identity, person.session, { nonce, issuedAtMs });
  const signed = await signJoin(join, person.identity);
  const frames = [
    ...(list === undefined ? [] : [frameOf({ type: "create", list })]),
    frameOf({ type: "auth", ...signed }),
  ];
  return { line, frames, room, person, signed };
}

/** Signs that the session of `seat` goes on in the socket of `asked`. */
export async function answerAgain(asked: Asked, { signed: join }: Seat): Promise<Answered> {
  const { line, room, person, given } = asked;
  const { sign } = person.session;
  const statement = buildResume({
    server: room.server,
    room: room.roomId,
    session: toBase64url(await sha256(join.payload)),
    nonce: given.nonce,
    issuedAtMs: given.issuedAtMs,
  });
  const { payload, signature } = await signStatement(
    statement,
    namespaces.resume,
    sign.key,
    sign.sign,
  );
  const frames = [frameOf({ type: "resume", payload, signature, join })];
  return { line, frames, room, person, signed: join };
}

/** Says the answer, and is in. */
export async function enter(answered: Answered): Promise<Seat> {
  const { line, frames, signed } = answered;
  for (const frame of frames) line.write(frame);
  const text = await line.nextText();
  const peerId = peerIdOfHash(await sha256(signed.payload));
  if (!text.startsWith(`{"type":"joined","peerId":"${peerId}"`)) {
    throw new Error(`joined was due, not ${text.slice(0, 200)}`);
  }
  line.ignoreAll();
  return { ...answered, peerId };
}

/** The host and then all guests, in, when everybody has heard of everybody. */
export async function fillRoom(port: number, plan: RoomPlan): Promise<Seat[]> {
  const { room, list, host, guests } = plan;
  const seats = [await enter(await answer(await ask(port, room, host), list))];
  for (const guest of guests) {
    const answered = await answer(await ask(port, room, guest));
    const told = seats.map(({ line }) => nextMessage(line));
    seats.push(await enter(answered));
    await Promise.all(told);
  }
  return seats;
}

/** Where it came later, it would be taken for a message of the next measurement. */
function nextMessage(line: Line): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    line.onMessage = () => resolve();
  });
  return within(answerMs, "word of who came", heard);
}

function frameOf(message: ClientMessage): Buffer {
  return clientFrame(opcodes.text, Buffer.from(writeMessage(message)));
}
