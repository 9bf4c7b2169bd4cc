import { type ListView, mustLeave, standingOf } from "../../../protocol/access-list.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { Check } from "../../../protocol/codes.ts";
import type { SessionEdit } from "../../../protocol/list-edit.ts";
import type { VerifiedJoin } from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import type { ListFork } from "../../shared/room-record.ts";
import type { CallProblem } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { SessionKeys } from "../session/session-keys.ts";
import { signNextList } from "./list-change.ts";
import { createListEdits, type EditFailure } from "./list-edits.ts";
import { createListGossip, type ListGossip } from "./list-gossip.ts";
import { createRoomList, forkOf, type RoomListInput } from "./room-list.ts";
import { createServerWatch } from "./server-watch.ts";

/** This session's view of the list, and what it does about every version that comes or is made. */
export interface ListKeeper {
  readonly view: () => ListView | null;
  /** The list that came with `joined`. A problem means: leave. */
  readonly arrive: (signed: SignedList) => Promise<CallProblem | null>;
  readonly fromServer: (signed: SignedList) => Promise<CallProblem | null>;
  readonly fromPeer: (signed: SignedList) => Promise<CallProblem | null>;
  /** A version that the host has just approved here. */
  readonly fromWallet: (signed: SignedList) => Promise<CallProblem | null>;
  readonly hearHead: ListGossip["hear"];
  readonly edit: (edit: SessionEdit) => Promise<void>;
  /** The server did not take a list. */
  readonly refusedByServer: () => void;
  /** It had no time for it: what it has not shown of ours is sent again. */
  readonly sendAgain: () => void;
  /** By `Powers: admit` and the list itself. */
  readonly mayEdit: () => boolean;
  readonly warnings: () => ListWarnings;
  readonly stop: () => void;
}

export interface ListWarnings {
  /** A version that bound peers know and the server keeps to itself. */
  readonly withheld: number | null;
  /** The server has shown an older version than one seen. */
  readonly hasRolledBack: boolean;
}

export interface ListKeeperInput extends RoomListInput {
  readonly me: VerifiedJoin;
  readonly keys: Pick<SessionKeys, "sign" | "signPoint">;
  readonly clock: Clock;
  readonly isServerHere: () => boolean;
  readonly remember: (
    host: KeyId,
    identity: KeyId,
    list: SignedList,
    version: number,
    fork: ListFork | null,
  ) => void;
  readonly send: (list: SignedList) => void;
  /** To every bound peer. */
  readonly tell: (message: ChannelMessage) => void;
  /** Links to whoever the list no longer lets in are cut. */
  readonly enforce: () => Promise<void>;
}

export interface ListKeeperEvents {
  readonly changed: () => void;
  readonly notice: (
    notice: "list-stale" | "list-refused" | "list-conflict" | "list-withheld",
    check?: Check,
  ) => void;
  readonly editFailed: (edit: SessionEdit, why: EditFailure) => void;
}

export function createListKeeper(input: ListKeeperInput, events: ListKeeperEvents): ListKeeper {
  const { clock, me } = input;
  const { join } = me;
  const list = createRoomList(input);
  let hasRolledBack = false;

  const mayEdit = (view: ListView): boolean =>
    join.powers === "admit" && /^(host|cohost)$/.test(standingOf(view, join.key));

  const gossip = createListGossip({ clock, list: list.view, tell: input.tell });
  const watch = createServerWatch({
    clock,
    isServerHere: input.isServerHere,
    found: () => {
      events.notice("list-withheld");
      events.changed();
    },
  });
  const edits = createListEdits({
    list: list.view,
    mayEdit,
    sign: (view, next) => signNextList(view.head, next, me, input.keys),
    take: async (signed) => {
      await take(signed, "self");
      return list.view()?.head.signed === signed;
    },
    send: input.send,
    failed: events.editFailed,
    nowMs: () => clock.now(),
  });

  const remember = ({ head, ...view }: ListView): void => {
    watch.newest(head.list.version);
    const fork = forkOf({ head, ...view });
    input.remember(head.list.host, join.key, head.signed, head.list.version, fork);
  };
  const rolledBack = (newer: SignedList): void => {
    hasRolledBack = true;
    events.notice("list-stale");
    input.send(newer);
  };

  const take = async (
    signed: SignedList,
    from: "server" | "peer" | "self",
  ): Promise<CallProblem | null> => {
    const update = await list.update(signed, clock.now());
    const view = list.view();
    if (view === null) return null;
    if (update.change === "refused") {
      if (from !== "self") events.notice("list-refused", update.check);
      return null;
    }
    if (from === "server") {
      const isStepBack = update.change === "stale" && watch.isStepBack(update.version);
      watch.shown(update.version);
      edits.acknowledge(update.hash);
      if (isStepBack) rolledBack(view.head.signed);
    }
    if (update.change === "stale" || update.change === "known") return null;
    // Two admins at the same moment: whichever of us lost makes it again, and nobody is to worry.
    const isRace = [view.head, view.conflict].some((one) => one && edits.isMine(one.hash));
    if (update.change === "conflict" && !isRace) events.notice("list-conflict");
    return follow(view);
  };

  const follow = async (view: ListView): Promise<CallProblem | null> => {
    remember(view);
    gossip.tell();
    if (mustLeave(view, join.key)) return removal(view, join.key);
    await input.enforce();
    edits.listChanged();
    events.changed();
    return null;
  };

  return {
    view: list.view,
    mayEdit: () => {
      const view = list.view();
      return view !== null && mayEdit(view);
    },
    warnings: () => ({ withheld: watch.withheld(), hasRolledBack }),
    edit: edits.make,
    refusedByServer: edits.refuse,
    sendAgain: () => {
      const head = list.view()?.head;
      if (head !== undefined && edits.isUnderWay()) input.send(head.signed);
    },
    hearHead: gossip.hear,
    arrive: async (signed) => {
      // On a resume the list is one more version like any other.
      if (list.view() !== null) return take(signed, "server");
      const arrival = await list.arrive(signed, join.key, clock.now());
      if ("problem" in arrival) return arrival.problem;
      const view = list.view();
      if (view === null) return null;
      watch.shown(arrival.shown);
      remember(view);
      if (arrival.newer !== null) rolledBack(arrival.newer);
      if (arrival.hasForked) events.notice("list-conflict");
      return null;
    },
    // At the door there is no list yet: the one that lets me in comes with `joined`.
    fromServer: async (signed) => (list.view() === null ? null : take(signed, "server")),
    fromPeer: async (signed) => {
      const before = list.view()?.head.hash;
      // What a peer brings may be old or worthless without that meaning anything; new, it counts.
      if (before === undefined || !(await list.isNews(signed, clock.now()))) return null;
      const problem = await take(signed, "peer");
      const head = list.view()?.head;
      // The server withheld it or never had it: newcomers must not be met with the older one.
      if (head !== undefined && head.hash !== before) input.send(head.signed);
      return problem;
    },
    fromWallet: async (signed) => {
      const problem = await take(signed, "self");
      const head = list.view()?.head;
      if (head?.signed === signed) input.send(signed);
      return problem;
    },
    stop: () => {
      gossip.stop();
      watch.stop();
    },
  };
}

/** Who keeps me out, and whether for good: as far as the signed statements say. */
function removal(view: ListView, me: KeyId): CallProblem {
  const statements = view.conflict === null ? [view.head] : [view.head, view.conflict];
  const denial = statements.find(({ list }) => list.deny.includes(me));
  const { signedBy, list } = denial ?? view.head;
  const by = signedBy.as === "host" ? list.host : signedBy.key;
  const isDenied = standingOf(view, me) === "denied";
  return { problem: "removed", by, isHost: by === list.host, isDenied };
}
