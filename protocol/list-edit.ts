import { denied, type ListView } from "./access-list.ts";
import { listMaxEntries, listMaxLifeMs } from "./limits.ts";
import type { KeyId } from "./public-key.ts";
import type { Allowed, Door, RoomStatement } from "./room.ts";

/** The next version of a room's access list, by who may sign it: PROTOCOL.md section 8. */

/** What a session of the host or of a cohost may do: rule 4. */
export type SessionEdit =
  | { readonly edit: "admit"; readonly keys: readonly KeyId[] }
  /** Off the list and kept out: only the host's identity key lets them in again. */
  | { readonly edit: "deny"; readonly key: KeyId }
  | { readonly edit: "lock"; readonly locked: boolean };

/** What only the host's identity key may do: rule 3. Each of them settles a fork as well. */
export type HostChange =
  | { readonly change: "cohost"; readonly key: KeyId; readonly isCohost: boolean }
  | { readonly change: "door"; readonly door: Door }
  | { readonly change: "deny"; readonly key: KeyId }
  /** The denial is lifted: they may knock again. */
  | { readonly change: "lift"; readonly key: KeyId }
  /** The list holds for another 30 days. */
  | { readonly change: "renew" }
  | { readonly change: "settle" };

export type EditRefusal =
  /** Only the host's identity key may lift a denial. */
  | "denied"
  /** Only the host's identity key may change who is a cohost. */
  | "cohost"
  /** The host is never listed. */
  | "host"
  | "full"
  /** Only the host's identity key can make a list hold longer. */
  | "expired";

export type Edited =
  | { readonly outcome: "next"; readonly list: RoomStatement }
  /** The list is as wanted already. */
  | { readonly outcome: "done" }
  | { readonly outcome: "refused"; readonly why: EditRefusal };

/** The version that a next one follows. */
export interface ListBase {
  readonly list: RoomStatement;
  /** Base64url SHA-256 of the statement. */
  readonly hash: string;
  /** Denied by branches of a fork, though perhaps not by `list`. */
  readonly forkDenied: readonly KeyId[];
}

const done: Edited = { outcome: "done" };

export function sessionEdit(view: ListView, edit: SessionEdit, nowMs: number): Edited {
  const { list, hash } = view.head;
  const issuedAtMs = Math.max(nowMs, list.issuedAtMs);
  const edited = editedEntries(view, edit);
  if (!("allow" in edited)) return edited;
  if (issuedAtMs >= list.expiresAtMs) return refused("expired");
  const next = { ...list, version: list.version + 1, previous: hash, issuedAtMs };
  return fitting({ ...next, ...withForkDenied(view, edited) });
}

export function hostChange(base: ListBase, change: HostChange, nowMs: number): Edited {
  const { list, hash, forkDenied } = base;
  const deny = [...new Set([...list.deny, ...forkDenied])];
  const settled = { ...list, allow: list.allow.filter(({ key }) => !deny.includes(key)), deny };
  const changed = changedByHost(settled, change);
  if (typeof changed === "string") return refused(changed);
  const issuedAtMs = Math.max(nowMs, list.issuedAtMs);
  // A list cannot be issued after its end: whatever the host changes then, it is renewed as well.
  const isRenewed = change.change === "renew" || issuedAtMs >= list.expiresAtMs;
  return fitting({
    ...changed,
    version: list.version + 1,
    previous: hash,
    issuedAtMs,
    expiresAtMs: isRenewed ? issuedAtMs + listMaxLifeMs : list.expiresAtMs,
  });
}

function changedByHost(list: RoomStatement, change: HostChange): RoomStatement | EditRefusal {
  const without = (key: KeyId): readonly Allowed[] => list.allow.filter((it) => it.key !== key);
  switch (change.change) {
    case "cohost": {
      const { key, isCohost } = change;
      if (key === list.host) return "host";
      if (list.deny.includes(key)) return "denied";
      const role = isCohost ? "cohost" : "member";
      const isListed = list.allow.some((it) => it.key === key);
      if (!isListed) return { ...list, allow: [...list.allow, { key, role }] };
      return { ...list, allow: list.allow.map((it) => (it.key === key ? { key, role } : it)) };
    }
    case "door":
      return { ...list, door: change.door };
    case "deny": {
      const { key } = change;
      if (key === list.host) return "host";
      return { ...list, allow: without(key), deny: [...new Set([...list.deny, key])] };
    }
    case "lift":
      return { ...list, deny: list.deny.filter((key) => key !== change.key) };
    case "renew":
    case "settle":
      return list;
  }
}

type Entries = Pick<RoomStatement, "allow" | "deny" | "locked">;

/** What the edit makes of the entries, or why there is nothing to make. */
function editedEntries(view: ListView, edit: SessionEdit): Entries | Edited {
  const { list } = view.head;
  switch (edit.edit) {
    case "admit": {
      const wanted = edit.keys.filter((key) => key !== list.host && !isAllowed(list, key));
      if (wanted.length === 0) return done;
      const kept = denied(view);
      const added = wanted.filter((key) => !kept.has(key));
      if (added.length === 0) return refused("denied");
      const members = added.map((key): Allowed => ({ key, role: "member" }));
      return entries(list, { allow: [...list.allow, ...members] });
    }
    case "deny": {
      const { key } = edit;
      if (key === list.host) return refused("host");
      if (list.allow.some((it) => it.key === key && it.role === "cohost")) return refused("cohost");
      if (list.deny.includes(key)) return done;
      const allow = list.allow.filter((it) => it.key !== key);
      return entries(list, { allow, deny: [...list.deny, key] });
    }
    case "lock":
      return edit.locked === list.locked ? done : entries(list, { locked: edit.locked });
  }
}

/**
 * Of a fork, every denial that there is place for; the rest lives on in the view. Where the list
 * allows somebody who is denied, a member gives way to the denial; a cohost is the host's to judge.
 */
function withForkDenied({ forkDenied }: ListView, { allow, deny, locked }: Entries): Entries {
  const kept = allow.filter(({ key, role }) => role === "cohost" || !forkDenied.includes(key));
  const listed = new Set([...kept.map(({ key }) => key), ...deny]);
  const missing = forkDenied.filter((key) => !listed.has(key));
  const places = Math.max(0, listMaxEntries - listed.size);
  return { allow: kept, deny: [...deny, ...missing.slice(0, places)], locked };
}

function entries({ allow, deny, locked }: RoomStatement, changed: Partial<Entries>): Entries {
  return { allow, deny, locked, ...changed };
}

function isAllowed({ allow }: RoomStatement, key: KeyId): boolean {
  return allow.some((it) => it.key === key);
}

function fitting(list: RoomStatement): Edited {
  if (list.allow.length + list.deny.length > listMaxEntries) return refused("full");
  return { outcome: "next", list };
}

function refused(why: EditRefusal): Edited {
  return { outcome: "refused", why };
}
