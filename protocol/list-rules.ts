import { fromBase64url } from "./base64.ts";
import { compareBytes } from "./bytes.ts";
import { clockSkewMs, listMaxEntries } from "./limits.ts";
import type { KeyId } from "./public-key.ts";
import type { RoomStatement } from "./room.ts";
import type { Anchor, VerifiedList } from "./signed-list.ts";

/** The rules of PROTOCOL.md section 8, one by one; a fault is a sentence about "the list". */

/** A cohost can make any number of statements of one version; memory for them is bounded. */
export const forkDenialsMax = 4 * listMaxEntries;

/**
 * A version dated far ahead would make every honest next one "older than the one before". Signer
 * and reader may each differ from the server's clock by `clockSkewMs`.
 */
export function isDatedAhead({ list }: VerifiedList, nowMs: number): boolean {
  return list.issuedAtMs > nowMs + 2 * clockSkewMs;
}

/** Rule 4: a session's list must not rest on an older version of the host's than one seen. */
export function restFault(list: VerifiedList, seen: Anchor | null): string | null {
  if (list.signedBy.as === "host" || seen === null || list.anchor?.hash === seen.hash) return null;
  return (list.anchor?.list.version ?? 0) > seen.list.version
    ? null
    : "rests on an older version of the host's than one already seen";
}

/** Rules 3 and 4: what only the host's identity key may change. */
export function sessionFault(
  { list, anchor, signedBy }: VerifiedList,
  deniedBefore: readonly KeyId[],
): string | null {
  if (signedBy.as === "host") return null;
  if (anchor === null) return "lacks the host's version that it rests on";
  if (list.door !== anchor.list.door) return "changes the door, which only the host may";
  if (cohosts(list) !== cohosts(anchor.list)) return "changes cohosts, which only the host may";
  // Else a cohost whom the host means to be rid of by the list's end would never be.
  if (list.expiresAtMs !== anchor.list.expiresAtMs) {
    return "changes how long it holds, which only the host may";
  }
  const kept = new Set(list.deny);
  const mustStay = [...anchor.list.deny, ...deniedBefore];
  return mustStay.every((key) => kept.has(key)) ? null : "lifts a denial, which only the host may";
}

/** Rule 5: host before cohost, then the bytewise smaller hash. */
export function fork(
  a: VerifiedList,
  b: VerifiedList,
): { readonly head: VerifiedList; readonly other: VerifiedList } {
  const order = rank(a) - rank(b) || compareBytes(fromBase64url(a.hash), fromBase64url(b.hash));
  return order <= 0 ? { head: a, other: b } : { head: b, other: a };
}

/** Signed by the host's identity key or by a session of theirs. */
export function isHosts({ signedBy, list }: VerifiedList): boolean {
  return signedBy.as === "host" || signedBy.key === list.host;
}

/** The host's identity key, then a session of theirs, then a cohost's. */
function rank(list: VerifiedList): number {
  if (list.signedBy.as === "host") return 0;
  return isHosts(list) ? 1 : 2;
}

function cohosts({ allow }: RoomStatement): string {
  const keys = allow.filter(({ role }) => role === "cohost").map(({ key }) => key);
  return keys.toSorted().join(" ");
}
