import type { JoinStatement } from "../../../protocol/join.ts";
import type { Challenge, Joined } from "../../../protocol/messages.ts";
import { buildResume } from "../../../protocol/resume.ts";
import type { RoomStatement } from "../../../protocol/room.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { signStatement } from "../../../protocol/signed.ts";
import { namespaces } from "../../../protocol/sshsig.ts";
import { makeMember, type Member } from "../protocol/joins.ts";
import { listFields, signList } from "../protocol/lists.ts";
import { makeRoom, type Room } from "../protocol/room-facts.ts";
import { makeSigningKey, type SigningKey } from "../protocol/signing-key.ts";
import { type Client, connect, type ConnectOptions } from "./client.ts";
import type { TestServer } from "./start-server.ts";

/** A room of `server` and its first list, which nobody has brought there yet. */
export interface OpenRoom {
  readonly room: Room;
  readonly list: SignedList;
}

/** Somebody with a socket that has said everything up to `auth`. */
export interface Seat {
  readonly client: Client;
  readonly member: Member;
}

type Server = Pick<TestServer, "url" | "origin">;

/** `given` replaces fields of the list; `members` are those it allows. */
export async function makeOpenRoom(
  server: Server,
  members: readonly SigningKey[] = [],
  given: Partial<RoomStatement> = {},
  nowMs = Date.now(),
): Promise<OpenRoom> {
  const room = await makeRoom({ server: server.origin });
  const allow = members.map(({ keyId }) => ({ key: keyId, role: "member" }) as const);
  const fields = listFields(room, { issuedAtMs: nowMs, allow, ...given });
  return { room, list: await signList(fields, room.host) };
}

/** Asks for the room; the answer waits to be given. */
export async function challenge(
  server: Server,
  roomId: string,
  options: ConnectOptions = {},
): Promise<{ readonly client: Client; readonly given: Challenge }> {
  const client = await connect(server, options);
  client.say({ type: "request", version: 1, roomId });
  return { client, given: await client.next("challenge") };
}

export interface EnterOptions extends ConnectOptions {
  /** Brought along before the answer. */
  readonly list?: SignedList;
  /** Replaces fields of the join statement. */
  readonly given?: Partial<JoinStatement>;
}

/** request, challenge, create where a list is given, auth. What follows is not read. */
export async function knockOn(
  server: Server,
  room: Room,
  identity: SigningKey,
  { list, given: replaced = {}, ...options }: EnterOptions = {},
): Promise<Seat> {
  const { client, given } = await challenge(server, room.roomId, options);
  const { nonce, issuedAtMs } = given;
  const member = await makeMember(room, { identity }, { nonce, issuedAtMs, ...replaced });
  if (list !== undefined) client.say({ type: "create", list });
  client.say({ type: "auth", ...member.signed });
  return { client, member };
}

/** As `knockOn`, and in. */
export async function enter(
  server: Server,
  room: Room,
  identity: SigningKey,
  options: EnterOptions = {},
): Promise<Seat & { readonly joined: Joined }> {
  const seat = await knockOn(server, room, identity, options);
  return { ...seat, joined: await seat.client.next("joined") };
}

/** A room with its host in it, and the keys of `guests` allowed. */
export async function openedRoom(
  server: Server,
  guests = 1,
  given: Partial<RoomStatement> = {},
  nowMs = Date.now(),
  options: ConnectOptions = {},
): Promise<OpenRoom & { readonly host: Seat; readonly guests: readonly SigningKey[] }> {
  const keys = await Promise.all(Array.from({ length: guests }, () => makeSigningKey()));
  const open = await makeOpenRoom(server, keys, given, nowMs);
  const host = await enter(server, open.room, open.room.host, { list: open.list, ...options });
  return { ...open, host, guests: keys };
}

/** A further socket of the session of `member`. What follows is not read. */
export async function resume(
  server: Server,
  { room, member, list }: { room: Room; member: Member; list?: SignedList },
  options: ConnectOptions = {},
): Promise<Client> {
  const { client, given } = await challenge(server, room.roomId, options);
  if (list !== undefined) client.say({ type: "create", list });
  const { sign } = member.session;
  const { payload, signature } = await signStatement(
    buildResume({
      server: server.origin,
      room: room.roomId,
      session: member.verified.session,
      nonce: given.nonce,
      issuedAtMs: given.issuedAtMs,
    }),
    namespaces.resume,
    sign.key,
    sign.sign,
  );
  client.say({ type: "resume", payload, signature, join: member.signed });
  return client;
}
