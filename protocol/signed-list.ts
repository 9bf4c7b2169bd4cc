import { toBase64url } from "./base64.ts";
import { refuse } from "./codes.ts";
import { type JoinStatement, parseJoin } from "./join.ts";
import { clockSkewMs, listMaxBytes, statementMaxBytes } from "./limits.ts";
import { type KeyId, keyOfJwk } from "./public-key.ts";
import { pointToText } from "./point.ts";
import { parseRoom, roomIdOf, type RoomStatement } from "./room.ts";
import { parseSigned, type Signed, verifySigned } from "./signed.ts";
import { namespaces, type Primitives, webCrypto } from "./sshsig.ts";

/** An access list as it travels: where a session signed it, with that session's join statement. */
export interface SignedList extends Signed {
  /** The join statement of the session that signed. */
  readonly by?: Signed;
  /** The newest version that the host's identity key signed, as the session that signed saw it. */
  readonly anchor?: Signed;
}

/** A version that the host's identity key signed: what versions by sessions rest on. */
export interface Anchor {
  readonly list: RoomStatement;
  /** Base64url SHA-256 of the statement. */
  readonly hash: string;
}

/** An access list whose signatures hold. What it may change is judged in access-list.ts. */
export interface VerifiedList {
  readonly list: RoomStatement;
  /** Base64url SHA-256 of the statement. */
  readonly hash: string;
  /** `session` names the admitting person's key, host or cohost. */
  readonly signedBy: { readonly as: "host" } | { readonly as: "session"; readonly key: KeyId };
  /** Null where the host's identity key signed this very version. */
  readonly anchor: Anchor | null;
  readonly signed: SignedList;
}

export function parseSignedList(value: unknown): SignedList {
  const signed = parseSigned(value, listMaxBytes);
  const { by, anchor } = value as { by?: unknown; anchor?: unknown };
  return {
    ...signed,
    ...(by === undefined || by === null ? {} : { by: parseSigned(by, statementMaxBytes) }),
    ...(anchor === undefined || anchor === null
      ? {}
      : { anchor: parseSigned(anchor, listMaxBytes) }),
  };
}

/**
 * Checks every signature of a list for the room `roomId` (PROTOCOL.md section 8, rules 1 and 4).
 * Refuses with code `list` or `auth`; a list is proof by itself, whoever brings it.
 */
export async function verifyList(
  signed: SignedList,
  roomId: string,
  primitives: Primitives = webCrypto,
): Promise<VerifiedList> {
  const list = await readListOf(signed, roomId, primitives);
  const signer = await verifySigned(signed, namespaces.room, primitives);
  const hash = toBase64url(await primitives.sha256(signed.payload));
  if (signer === list.host) {
    return { list, hash, signedBy: { as: "host" }, anchor: null, signed };
  }
  if (signed.by === undefined) {
    throw refuse("list", "signature", "signed neither by the host nor by a session of theirs");
  }
  // The host's own session sends it too: a newcomer has nothing else to hold the list against.
  if (signed.anchor === undefined) {
    throw refuse("list", "list", "a session's list lacks the host's newest version");
  }
  const join = await verifySession(signed, signed.by, list, primitives);
  const anchor = await verifyAnchor(signed.anchor, list, primitives);
  const isCohost = anchor.list.allow.some(({ key, role }) => key === join.key && role === "cohost");
  if (join.key !== list.host && !isCohost) {
    throw refuse("list", "powers", "signed by somebody whom the host has not made a cohost");
  }
  return { list, hash, signedBy: { as: "session", key: join.key }, anchor, signed };
}

async function readListOf(
  signed: Signed,
  roomId: string,
  { sha256 }: Primitives,
): Promise<RoomStatement> {
  const list = parseRoom(signed.payload);
  if (list.room !== roomId || (await roomIdOf(list.host, list.salt, sha256)) !== roomId) {
    throw refuse("list", "room", "this list is another room's");
  }
  return list;
}

async function verifySession(
  signed: Signed,
  by: Signed,
  list: RoomStatement,
  primitives: Primitives,
): Promise<JoinStatement> {
  const join = parseJoin(by.payload);
  if (join.room !== list.room || join.host !== list.host) {
    throw refuse("list", "room", "the session that signed belongs to another room");
  }
  if (join.sessionSign !== pointToText(keyOfJwk(signed.publicKey).bytes)) {
    throw refuse("list", "session-keys", "signed by a key its session does not certify");
  }
  if (join.powers !== "admit") {
    throw refuse("list", "powers", "signed by a session without the power to admit");
  }
  // The list carries the signer's clock, the join statement the server's.
  if (
    list.issuedAtMs < join.issuedAtMs - clockSkewMs ||
    list.issuedAtMs > join.expiresAtMs + clockSkewMs
  ) {
    throw refuse("list", "time", "signed outside the life of its session");
  }
  const key = await verifySigned(by, namespaces.join, primitives);
  if (join.key !== key) throw refuse("list", "key", "the session's statement names another key");
  return join;
}

async function verifyAnchor(
  anchor: Signed,
  list: RoomStatement,
  primitives: Primitives,
): Promise<Anchor> {
  const anchored = await readListOf(anchor, list.room, primitives);
  if (anchored.version >= list.version || anchored.issuedAtMs > list.issuedAtMs) {
    throw refuse("list", "list-version", "the version it rests on is not an earlier one");
  }
  const signer = await verifySigned(anchor, namespaces.room, primitives);
  if (signer !== list.host) {
    throw refuse("list", "signature", "the version it rests on is not signed by the host");
  }
  return { list: anchored, hash: toBase64url(await primitives.sha256(anchor.payload)) };
}
