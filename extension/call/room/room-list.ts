import {
  admissionOf,
  firstView,
  type ListView,
  mustLeave,
  nextView,
} from "../../../protocol/access-list.ts";
import { type Check, ProtocolError } from "../../../protocol/codes.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import { type SignedList, verifyList } from "../../../protocol/signed-list.ts";
import type { ListFork } from "../../shared/room-record.ts";
import type { CallProblem } from "../call-view.ts";

/** What this side knows of the room's access list, and how it takes what the server brings. */
export interface RoomList {
  readonly view: () => ListView | null;
  /**
   * The list that came with `joined`. A problem means: leave. Where the wallet itself holds a newer
   * one, that one counts: `newer` is to be given to the server, who has an old one. Where it holds
   * another one of the same version, the room has forked.
   */
  readonly arrive: (
    signed: SignedList,
    me: KeyId,
    nowMs: number,
  ) => Promise<
    { problem: CallProblem } | { newer: SignedList | null; hasForked: boolean; shown: number }
  >;
  /** A later list. It proves itself, whoever brings it. */
  readonly update: (signed: SignedList, nowMs: number) => Promise<ListChange>;
  /** Whether `update` would change anything. */
  readonly isNews: (signed: SignedList, nowMs: number) => Promise<boolean>;
}

export type ListChange =
  | {
      readonly change: "changed" | "known" | "stale" | "conflict";
      /** Of the list that was brought. */
      readonly version: number;
      readonly hash: string;
    }
  | { readonly change: "refused"; readonly check: Check };

export interface RoomListInput {
  readonly roomId: string;
  /** What the wallet remembers from before. */
  readonly remembered: SignedList | null;
  readonly highestVersion: number;
  readonly fork: ListFork | null;
}

export function createRoomList(input: RoomListInput): RoomList {
  let view: ListView | null = null;

  const remember = async (nowMs: number): Promise<ListView | null> => {
    if (view !== null || input.remembered === null) return view;
    const outcome = firstView(await verifyList(input.remembered, input.roomId), nowMs);
    return outcome.outcome === "accepted" ? withFork(outcome.view) : null;
  };

  /** A fork is not settled by closing the tab: its denials hold until the host's next version. */
  const withFork = async (known: ListView): Promise<ListView> => {
    if (input.fork === null) return known;
    const { conflict, denied } = input.fork;
    const other = conflict === null ? null : await verifyList(conflict, input.roomId);
    return { ...known, conflict: other, forkDenied: denied };
  };

  const update: RoomList["update"] = async (signed, nowMs) => {
    let verified;
    try {
      verified = await verifyList(signed, input.roomId);
    } catch (error) {
      return { change: "refused", check: checkOf(error) };
    }
    const outcome = view === null ? firstView(verified, nowMs) : nextView(view, verified, nowMs);
    if (outcome.outcome === "accepted" || outcome.outcome === "conflict") view = outcome.view;
    if (outcome.outcome === "refused") return { change: "refused", check: "list" };
    const { hash, list } = verified;
    const change = outcome.outcome === "accepted" ? "changed" : outcome.outcome;
    return { change, version: list.version, hash };
  };

  const isNews: RoomList["isNews"] = async (signed, nowMs) => {
    try {
      const verified = await verifyList(signed, input.roomId);
      const { outcome } =
        view === null ? firstView(verified, nowMs) : nextView(view, verified, nowMs);
      return outcome === "accepted" || outcome === "conflict";
    } catch {
      return false;
    }
  };

  return {
    view: () => view,
    update,
    isNews,
    arrive: async (signed, me, nowMs) => {
      const before = await remember(nowMs).catch(() => null);
      let verified;
      try {
        verified = await verifyList(signed, input.roomId);
      } catch (error) {
        return { problem: refusedList(error) };
      }
      const got = verified.list.version;
      const outcome =
        before === null ? firstView(verified, nowMs) : nextView(before, verified, nowMs);
      if (outcome.outcome === "refused") {
        return { problem: { problem: "list-refused", check: "list", why: outcome.why } };
      }
      if (before === null && got < input.highestVersion) {
        return { problem: { problem: "list-rolled-back", seen: input.highestVersion, got } };
      }
      view = "view" in outcome ? outcome.view : before!;
      const problem = myProblem(view, me, nowMs);
      if (problem !== null) return { problem };
      return {
        newer: outcome.outcome === "stale" ? view.head.signed : null,
        hasForked: outcome.outcome === "conflict",
        shown: got,
      };
    },
  };
}

/** What a wallet keeps of a view beside its head, to take the fork up again; null: no fork. */
export function forkOf({ conflict, forkDenied }: ListView): ListFork | null {
  if (conflict === null && forkDenied.length === 0) return null;
  return { conflict: conflict?.signed ?? null, denied: forkDenied };
}

/** Why I may not be here by this list, or null. Locked and expired keep out newcomers only. */
function myProblem(view: ListView, me: KeyId, nowMs: number): CallProblem | null {
  if (mustLeave(view, me)) {
    return { problem: admissionOf(view, me, nowMs) === "denied" ? "denied" : "not-allowed" };
  }
  return null;
}

function refusedList(error: unknown): CallProblem {
  const why = error instanceof ProtocolError ? error.message : "the list cannot be read";
  return { problem: "list-refused", check: checkOf(error), why };
}

function checkOf(error: unknown): Check {
  return error instanceof ProtocolError ? error.check : "list";
}
