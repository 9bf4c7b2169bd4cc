import { denied, type ListView, standingOf } from "../../../protocol/access-list.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { Door } from "../../../protocol/room.ts";
import type { ListWarnings } from "./list-keeper.ts";

/** What this side knows of the room's list, for everybody in the call to see. */
export interface RoomView extends ListWarnings {
  readonly version: number;
  readonly door: Door;
  readonly isLocked: boolean;
  readonly expiresAtMs: number;
  /** `day`, `hour`: it ends within that. Then nobody new is admitted; who is here may stay. */
  readonly validity: "holds" | "day" | "hour" | "over";
  /** Two statements of one version, not yet settled by the host. */
  readonly hasForked: boolean;
  /** Everybody but the host, cohosts first. */
  readonly allowed: readonly ListedKey[];
  readonly denied: readonly ListedKey[];
  /** This session may let in, remove and lock. */
  readonly mayEdit: boolean;
  /** Cohost or host by the list, in a session that was not approved for it: joining again helps. */
  readonly needsRejoin: boolean;
  /** This identity is the host's: what no session may change it may, by an approval. */
  readonly isHost: boolean;
  /** A change of the host's waits in the approval window. */
  readonly isAsking: boolean;
}

export interface ListedKey {
  readonly keyId: KeyId;
  /** What I call this key, or null. */
  readonly name: string | null;
  readonly isCohost: boolean;
}

const hourMs = 3_600_000;

function validityOf(leftMs: number): RoomView["validity"] {
  if (leftMs <= 0) return "over";
  if (leftMs < hourMs) return "hour";
  return leftMs < 24 * hourMs ? "day" : "holds";
}

export function roomView(
  view: ListView,
  facts: {
    readonly me: KeyId;
    readonly mayEdit: boolean;
    readonly isAsking: boolean;
    readonly warnings: ListWarnings;
    readonly nowMs: number;
    readonly knownName: (key: KeyId) => string | null;
  },
): RoomView {
  const { list } = view.head;
  const kept = denied(view);
  const listed = (keyId: KeyId, isCohost: boolean): ListedKey => ({
    keyId,
    name: facts.knownName(keyId),
    isCohost,
  });
  const allowed = list.allow
    .filter(({ key }) => !kept.has(key))
    .map(({ key, role }) => listed(key, role === "cohost"))
    .toSorted((one, other) => Number(other.isCohost) - Number(one.isCohost));
  return {
    ...facts.warnings,
    version: list.version,
    door: list.door,
    isLocked: list.locked,
    expiresAtMs: list.expiresAtMs,
    validity: validityOf(list.expiresAtMs - facts.nowMs),
    hasForked: view.conflict !== null || view.forkDenied.length > 0,
    allowed,
    denied: [...kept].map((key) => listed(key, false)),
    mayEdit: facts.mayEdit,
    needsRejoin: !facts.mayEdit && /^(host|cohost)$/.test(standingOf(view, facts.me)),
    isHost: facts.me === list.host,
    isAsking: facts.isAsking,
  };
}
