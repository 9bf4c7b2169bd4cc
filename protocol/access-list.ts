import {
  fork,
  forkDenialsMax,
  isDatedAhead,
  isHosts,
  restFault,
  sessionFault,
} from "./list-rules.ts";
import { clockSkewMs, listMaxGap } from "./limits.ts";
import type { KeyId } from "./public-key.ts";
import type { Anchor, VerifiedList } from "./signed-list.ts";

/** Who may enter, as pure functions over lists whose signatures hold: PROTOCOL.md section 8. */

/** What one participant knows of a room's list. */
export interface ListView {
  /** The highest version; of conflicting ones, the preferred. */
  readonly head: VerifiedList;
  /** The newest version the host's identity key signed, where one was seen. */
  readonly anchor: Anchor | null;
  /** The same among the versions below the head's: what a fork of the head may rest on. */
  readonly earlierAnchor: Anchor | null;
  /** Another statement of the head's version, where the room has forked there. */
  readonly conflict: VerifiedList | null;
  /** Denied by branches of a fork, though perhaps not by the head: until the host's next version. */
  readonly forkDenied: readonly KeyId[];
}

export type ListOutcome =
  | { readonly outcome: "accepted"; readonly view: ListView; readonly missed: number }
  /** Several statements of one version: all their Deny lines hold until the host settles it. */
  | { readonly outcome: "conflict"; readonly view: ListView }
  | { readonly outcome: "known" }
  /** Lower than the highest version seen: somebody rolls the list back. */
  | { readonly outcome: "stale"; readonly seen: number }
  | { readonly outcome: "refused"; readonly why: string };

/** The first list of a room one meets: any version, since it proves itself. */
export function firstView(list: VerifiedList, nowMs: number): ListOutcome {
  if (isDatedAhead(list, nowMs)) return refused("is dated in the future");
  const why = sessionFault(list, []);
  if (why !== null) return refused(why);
  return accepted({ head: list, ...anchorsBy(list, null), conflict: null, forkDenied: [] }, 0);
}

/** What a further list means to a participant who has `view`. */
export function nextView(view: ListView, list: VerifiedList, nowMs: number): ListOutcome {
  const { head } = view;
  const gap = list.list.version - head.list.version;
  if (gap < 0) return { outcome: "stale", seen: head.list.version };
  if (isDatedAhead(list, nowMs)) return refused("is dated in the future");
  if (gap === 0) return sameVersion(view, list);
  if (gap > listMaxGap) return refused(`jumps ${gap} versions ahead`);
  if (list.list.issuedAtMs < head.list.issuedAtMs) return refused("is older than the one before");
  if (gap === 1 && !follows(view, list)) return refused("does not follow the version before");
  const { keep, carry } = denialsBefore(view, list);
  const why = restFault(list, view.anchor) ?? sessionFault(list, keep);
  if (why !== null) return refused(why);
  const forkDenied = carry.filter((key) => !list.list.deny.includes(key));
  const anchors = anchorsBy(list, view.anchor);
  return accepted({ head: list, ...anchors, conflict: null, forkDenied }, gap - 1);
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
  // Even into an expired room: else nobody could ever sign its next version there.
  if (standing === "host") return "enter";
  if (standing === "denied") return "denied";
  if (nowMs >= view.head.list.expiresAtMs) return "expired";
  if (standing === "cohost") return "enter";
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
  if (key === list.host) return true;
  if (joinIssuedAtMs >= list.expiresAtMs) return false;
  if (!list.locked || standingOf(view, key) !== "member") return true;
  // The join carries the server's clock, the list its signer's: locking must put nobody out.
  return joinIssuedAtMs <= list.issuedAtMs + clockSkewMs;
}

/** True where a running link to `key` must be cut at once (rule 7) or not be built. */
export function mustLeave(view: ListView, key: KeyId): boolean {
  const standing = standingOf(view, key);
  return standing === "denied" || standing === "unlisted";
}

/** Everyone denied: in a conflict, by any of the statements. */
export function denied(view: ListView): ReadonlySet<KeyId> {
  return new Set([...view.head.list.deny, ...view.forkDenied]);
}

function sameVersion(view: ListView, list: VerifiedList): ListOutcome {
  if (list.hash === view.head.hash || list.hash === view.conflict?.hash) {
    return { outcome: "known" };
  }
  const why = restFault(list, view.earlierAnchor) ?? sessionFault(list, []);
  if (why !== null) return refused(why);
  const forkDenied = [...new Set([...denied(view), ...list.list.deny])];
  if (forkDenied.length > forkDenialsMax && list.signedBy.as === "session") {
    return refused("has forked too often");
  }
  const { head, other } = fork(view.head, list);
  const isByHost = head.signedBy.as === "host";
  const earlierAnchor = newer(view.earlierAnchor, list.anchor);
  const anchor = isByHost ? head : newer(view.anchor, list.anchor);
  return {
    outcome: "conflict",
    view: { head, anchor, earlierAnchor, conflict: other, forkDenied },
  };
}

/**
 * The host may have gone on from a branch that this side has not seen: a cohost who shows one
 * statement to the host and another to us must not be able to cut us off.
 */
function follows({ head, conflict }: ListView, list: VerifiedList): boolean {
  if (isHosts(list)) return true;
  const { previous } = list.list;
  if (previous === head.hash || previous === conflict?.hash) return true;
  return previous === list.anchor?.hash && list.anchor.list.version === head.list.version;
}

/**
 * The denials that a version must hold itself, and those that outlive it in the view: who signed it
 * may not have seen the branch of a fork that made them, and refusing it would cut us off.
 */
function denialsBefore(
  view: ListView,
  list: VerifiedList,
): { readonly keep: readonly KeyId[]; readonly carry: readonly KeyId[] } {
  const { head, forkDenied } = view;
  const hostSpokeLater = (list.anchor?.list.version ?? 0) > head.list.version;
  if (list.signedBy.as === "host" || hostSpokeLater) return { keep: [], carry: [] };
  const isOtherBranch = list.list.previous !== head.hash;
  if (isHosts(list) && isOtherBranch) return { keep: [], carry: [...denied(view)] };
  return { keep: head.list.deny, carry: forkDenied };
}

function anchorsBy(
  list: VerifiedList,
  seen: Anchor | null,
): Pick<ListView, "anchor" | "earlierAnchor"> {
  if (list.signedBy.as === "host") return { anchor: list, earlierAnchor: seen };
  const anchor = newer(seen, list.anchor);
  return { anchor, earlierAnchor: anchor };
}

function newer(a: Anchor | null, b: Anchor | null): Anchor | null {
  if (a === null || b === null) return a ?? b;
  return b.list.version > a.list.version ? b : a;
}

function accepted(view: ListView, missed: number): ListOutcome {
  return { outcome: "accepted", view, missed };
}

function refused(why: string): ListOutcome {
  return { outcome: "refused", why: `the list ${why}` };
}
