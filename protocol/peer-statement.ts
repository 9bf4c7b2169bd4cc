import { toBase64url } from "./base64.ts";
import { type Bytes } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { type JoinStatement, parseJoin } from "./join.ts";
import { clockSkewMs } from "./limits.ts";
import type { PeerStatement } from "./messages.ts";
import { peerIdOfHash } from "./peer-id.ts";
import type { KeyId } from "./public-key.ts";
import { type Signed, verifySigned } from "./signed.ts";
import { namespaces, type Primitives, webCrypto } from "./sshsig.ts";

/** A join statement whose signature holds and that names its own key. */
export interface VerifiedJoin {
  readonly join: JoinStatement;
  /** 32 bytes: H(join statement). */
  readonly hash: Bytes;
  /** Base64url of `hash`, the `Session` of a resume statement. */
  readonly session: string;
  readonly peerId: string;
  readonly signed: Signed;
}

export interface CallFacts {
  readonly server: string;
  readonly room: string;
  readonly host: KeyId;
}

/** Checks envelope, namespace, signature and that the key that signed is the key that is named. */
export async function verifyJoin(
  signed: Signed,
  primitives: Primitives = webCrypto,
): Promise<VerifiedJoin> {
  const join = parseJoin(signed.payload);
  const key = await verifySigned(signed, namespaces.join, primitives);
  if (key !== join.key) throw refuse("auth", "key", "signed by another key than it names");
  const hash = await primitives.sha256(signed.payload);
  return { join, hash, session: toBase64url(hash), peerId: peerIdOfHash(hash), signed };
}

/**
 * What every client checks of every other participant before it answers them in any way: section
 * 6. Whether the key is allowed, and whether its session keys are fresh, the roster knows.
 */
export async function verifyPeer(
  peer: PeerStatement,
  call: CallFacts,
  nowMs: number,
): Promise<VerifiedJoin> {
  const verified = await verifyJoin(peer);
  const { join } = verified;
  if (join.server !== call.server) throw refuse("auth", "server", "signed for another server");
  if (join.room !== call.room) throw refuse("auth", "room", "signed for another room");
  if (join.host !== call.host) throw refuse("auth", "host", "signed for a room of another host");
  if (verified.peerId !== peer.peerId) {
    throw refuse("auth", "key", "the server gave the peer an id that is not its own");
  }
  if (nowMs < join.issuedAtMs - clockSkewMs || nowMs > join.expiresAtMs + clockSkewMs) {
    throw refuse("expired", "time", "the statement does not hold at this time");
  }
  return verified;
}

/** Session keys that appear twice in a roster mean that somebody certifies another's keys. */
export function assertFreshSession(newcomer: JoinStatement, roster: Iterable<JoinStatement>): void {
  for (const other of roster) {
    const taken = [other.sessionSign, other.sessionDh, other.sessionDtls];
    const claimed = [newcomer.sessionSign, newcomer.sessionDh, newcomer.sessionDtls];
    if (claimed.some((key) => taken.includes(key))) {
      throw refuse("auth", "session-keys", "claims session keys that are another's");
    }
  }
}
