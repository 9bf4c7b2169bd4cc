import { listMaxGap } from "./limits.ts";
import type { KeyId } from "./public-key.ts";
import type { RoomStatement } from "./room.ts";
import type { VerifiedList } from "./signed-list.ts";

/** Who may enter, as pure functions over lists whose signatures hold: PROTOCOL.md section 8. */

/** What one participant knows of a room's list. */
export interface ListView {
  /** The highest version; of two conflicting ones, the preferred. */
  readonly head: VerifiedList;
  /** The newest version the host's identity key signed, where one was seen. */
  readonly anchor: { readonly list: RoomStatement; readonly hash: string } | null;
  /** The other statement of the head's version, where the room has forked there. */
  readonly conflict: VerifiedList | null;
}

export type ListOutcome =
  | { readonly outcome: "accepted"; readonly view: ListView; readonly missed: number }
  /** Two statements of one version: both Deny lines hold until the host's next version. */
  | { readonly outcome: "conflict"; readonly view: ListView }
  | { readonly outcome: "known" }
  /** Lower than the highest version seen: somebody rolls the list back. */
  | { readonly outcome: "stale"; readonly seen: number }
  | { readonly outcome: "refused"; readonly why: string };

/** The first list of a room one meets: any version, since it proves itself. */
export function firstView(list: VerifiedList): ListOutcome {
  const why = anchorFault(list, null) ?? sessionFault(list, list.anchor?.list ?? null, null);
  if (why !== null) return { outcome: "refused", why };
  const anchor = list.signedBy.as === "host" ? list : list.anchor;
  return { outcome: "accepted", view: { head: list, anchor, conflict: null }, missed: 0 };
}

/** What a further list means to a participant who has `view`. */
export function nextView(view: ListView, list: VerifiedList): ListOutcome {
  const { head } = view;
  if (list.list.version < head.list.version) {
    return { outcome: "stale", seen: head.list.version };
  }
  if (list.list.version === head.list.version) return sameVersion(view, list);
  const gap = list.list.version - head.list.version;
  if (gap > listMaxGap) return refused(`jumps ${gap} versions ahead`);
  if (list.list.issuedAtMs < head.list.issuedAtMs) return refused("is older than the one before");
  const follows = [head.hash, view.conflict?.hash].includes(list.list.previous ?? "");
  if (gap === 1 && !follows) return refused("does not follow the version before");
  const why =
    anchorFault(list, view.anchor) ??
    sessionFault(list, list.anchor?.list ?? view.anchor?.list ?? null, denied(view));
  if (why !== null) return refused(why);
  const anchor = list.signedBy.as === "host" ? list : newer(view.anchor, list.anchor);
  return {
    outcome: "accepted",
    view: { head: list, anchor, conflict: null },
    missed: gap - 1,
  };
}

export type Standing = "host" | "cohost" | "member" | "denied" | "unlisted";

export function standingOf(view: ListView, key: KeyId): Standing {
  const { list } = view.head;
  if (key === list.host) return "host";
  if (denied(view).has(key)) return "denied";
  return list.allow.find((allowed) => allowed.key === key)?.role ?? "unlisted";
}

export type Admission = "enter" | "wait" | "denied" | "locked" | "expired";

/** Whether a key may enter now. Running links outlive an expired list; nobody new is admitted. */
export function admissionOf(view: ListView, key: KeyId, nowMs: number): Admission {
  const standing = standingOf(view, key);
  if (standing === "denied") return "denied";
  if (nowMs >= view.head.list.expiresAtMs) return "expired";
  if (standing === "host" || standing === "cohost") return "enter";
  if (view.head.list.locked) return "locked";
  if (standing === "member") return "enter";
  return view.head.list.door === "knock" ? "wait" : "denied";
}

/**
 * Whether a participant who is already here is rightly so: who entered before the room was locked
 * or its list expired may stay, whoever did so after it was let in by the server alone.
 */
export function mayBeHere(view: ListView, key: KeyId, joinIssuedAtMs: number): boolean {
  if (mustLeave(view, key)) return false;
  const { list } = view.head;
  if (joinIssuedAtMs >= list.expiresAtMs) return false;
  return !list.locked || standingOf(view, key) !== "member" || joinIssuedAtMs <= list.issuedAtMs;
}

/** True where a running link to `key` must be cut at once (rule 7) or not be built. */
export function mustLeave(view: ListView, key: KeyId): boolean {
  const standing = standingOf(view, key);
  return standing === "denied" || standing === "unlisted";
}

/** Everyone denied: in a conflict, by either statement. */
export function denied(view: ListView): ReadonlySet<KeyId> {
  return new Set([...view.head.list.deny, ...(view.conflict?.list.deny ?? [])]);
}

function sameVersion(view: ListView, list: VerifiedList): ListOutcome {
  if (list.hash === view.head.hash || list.hash === view.conflict?.hash)
    return { outcome: "known" };
  const why = anchorFault(list, view.anchor) ?? sessionFault(list, list.anchor?.list ?? null, null);
  if (why !== null) return refused(why);
  const [head, conflict] = prefers(list, view.head) ? [list, view.head] : [view.head, list];
  const anchor = list.signedBy.as === "host" ? list : newer(view.anchor, list.anchor);
  return { outcome: "conflict", view: { head, anchor, conflict } };
}

/** Rule 5: host before cohost, then the smaller hash. */
function prefers(a: VerifiedList, b: VerifiedList): boolean {
  const rank = ({ signedBy, list }: VerifiedList): number =>
    signedBy.as === "host" ? 0 : signedBy.key === list.host ? 1 : 2;
  return rank(a) === rank(b) ? a.hash < b.hash : rank(a) < rank(b);
}

/** A session's list must not rest on an older host's version than one already seen. */
function anchorFault(list: VerifiedList, seen: ListView["anchor"]): string | null {
  if (list.signedBy.as === "host") return null;
  if (list.anchor === null) {
    return seen === null ? "lacks the host's version that it rests on" : null;
  }
  if (seen === null || list.anchor.hash === seen.hash) return null;
  return list.anchor.list.version > seen.list.version
    ? null
    : "rests on an older version of the host's than one already seen";
}

/** Rules 3 and 4: what only the host's identity key may change. */
function sessionFault(
  list: VerifiedList,
  anchor: RoomStatement | null,
  deniedBefore: ReadonlySet<KeyId> | null,
): string | null {
  if (list.signedBy.as === "host") return null;
  if (anchor === null) return "lacks the host's version that it rests on";
  if (list.list.door !== anchor.door) return "changes the door, which only the host may";
  if (cohosts(list.list) !== cohosts(anchor)) return "changes cohosts, which only the host may";
  const kept = new Set(list.list.deny);
  const mustStay = [...anchor.deny, ...(deniedBefore ?? [])];
  return mustStay.every((key) => kept.has(key)) ? null : "lifts a denial, which only the host may";
}

function cohosts({ allow }: RoomStatement): string {
  const keys = allow.filter(({ role }) => role === "cohost").map(({ key }) => key);
  return keys.sort().join(" ");
}

function newer(a: ListView["anchor"], b: ListView["anchor"]): ListView["anchor"] {
  if (a === null || b === null) return a ?? b;
  return b.list.version > a.list.version ? b : a;
}

function refused(why: string): ListOutcome {
  return { outcome: "refused", why: `the list ${why}` };
}
