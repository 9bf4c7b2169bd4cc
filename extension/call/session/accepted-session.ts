import { type ListView, mustLeave, standingOf } from "../../../protocol/access-list.ts";
import type { Check } from "../../../protocol/codes.ts";
import type {
  IceServer,
  Joined,
  Knock,
  PeerStatement,
  Resume,
} from "../../../protocol/messages.ts";
import type { VerifiedJoin } from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import { buildResume } from "../../../protocol/resume.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { signStatement } from "../../../protocol/signed.ts";
import { namespaces } from "../../../protocol/sshsig.ts";
import type { CallProblem } from "../call-view.ts";
import { claimedKey } from "../peers/claimed-key.ts";
import type { Clock } from "../clock.ts";
import { createDoor, type Door } from "../room/door.ts";
import { admitKey } from "../room/list-change.ts";
import { createListGossip } from "../room/list-gossip.ts";
import { createPairs } from "../peers/pairs.ts";
import { createRoomList } from "../room/room-list.ts";
import { createRoster, type Roster, type RosterEvents, type RosterInput } from "../peers/roster.ts";
import type { SessionKeys } from "./session-keys.ts";

/**
 * One approved session: its keys, its view of the room's list and its peers. It outlives the line to
 * the server, and says why the call must end where the list no longer lets it stay.
 */
export interface AcceptedSession {
  readonly me: VerifiedJoin;
  readonly roster: Roster;
  /** The newest list this session knows, once there is one. */
  readonly newestList: () => SignedList | null;
  /** Null: all is well. Peers are added once `entered` was called. */
  readonly arrive: (joined: Joined) => Promise<CallProblem | null>;
  readonly settle: (peers: readonly PeerStatement[]) => Promise<void>;
  readonly addPeer: (peer: PeerStatement) => Promise<void>;
  readonly updateList: (signed: SignedList) => Promise<CallProblem | null>;
  readonly takeFromPeer: (signed: SignedList) => Promise<CallProblem | null>;
  readonly setIceServers: (servers: readonly IceServer[]) => void;
  /** Who knocks, and being one who does. */
  readonly door: Door;
  /** Lets in the key behind a knock. Does nothing where this session may not. */
  readonly admit: (peerId: string) => Promise<void>;
  readonly makeResume: (nonce: string, issuedAtMs: number) => Promise<Resume>;
  readonly end: () => void;
}

export interface AcceptedSessionInput extends Pick<
  RosterInput,
  | "track"
  | "relay"
  | "openLink"
  | "random"
  | "signConfirmation"
  | "knownName"
  | "myName"
  | "features"
> {
  readonly me: VerifiedJoin;
  readonly keys: SessionKeys;
  readonly remembered: SignedList | null;
  readonly highestVersion: number;
  readonly clock: Clock;
  readonly learnNames: (keys: readonly KeyId[]) => Promise<void>;
  readonly remember: (host: KeyId, identity: KeyId, list: SignedList, version: number) => void;
  /** Gives the server a list that is newer than its own. */
  readonly sendList: (list: SignedList) => void;
  readonly sendKnock: (knock: Knock) => void;
  /** The room secret of the link, 22 characters. */
  readonly secret: string;
}

export interface AcceptedSessionEvents extends Omit<RosterEvents, "head" | "list"> {
  /** A peer brought a list: to be given to `takeFromPeer` in the order of everything else. */
  readonly listFromPeer: (list: SignedList) => void;
  /** `check`: for what a list was refused. */
  readonly listNotice: (
    notice: "list-stale" | "list-refused" | "list-conflict",
    check?: Check,
  ) => void;
}

export function createAcceptedSession(
  input: AcceptedSessionInput,
  events: AcceptedSessionEvents,
): AcceptedSession {
  const { me, keys, clock } = input;
  const { join } = me;
  const facts = { server: join.server, room: join.room, host: join.host };
  let iceServers: readonly IceServer[] = [];
  const list = createRoomList({
    roomId: join.room,
    remembered: input.remembered,
    highestVersion: input.highestVersion,
  });
  const pairs = createPairs(me, keys.dh);
  const door = createDoor({
    ...input,
    facts,
    pairs,
    list: list.view,
    send: input.sendKnock,
    changed: events.changed,
  });
  const mayAdmit = (view: ListView): boolean =>
    join.powers === "admit" && /^(host|cohost)$/.test(standingOf(view, join.key));
  const roster = createRoster(
    {
      ...input,
      pairs,
      facts,
      list: list.view,
      iceServers: () => iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
    },
    {
      ...events,
      head: (head, answer) => gossip.hear(head, answer),
      list: events.listFromPeer,
    },
  );
  const gossip = createListGossip({ clock, list: list.view, tell: roster.tell });

  const remember = (): void => {
    const head = list.view()?.head;
    if (head !== undefined)
      input.remember(head.list.host, join.key, head.signed, head.list.version);
  };
  const bringNewer = (newer: SignedList): void => {
    events.listNotice("list-stale");
    input.sendList(newer);
  };

  const updateList: AcceptedSession["updateList"] = async (signed) => {
    // At the door there is no list yet: the one that lets me in comes with `joined`.
    if (list.view() === null) return null;
    const update = await list.update(signed, clock.now());
    const view = list.view();
    if (view === null || update.change === "known") return null;
    if (update.change === "stale") bringNewer(view.head.signed);
    if (update.change === "refused") events.listNotice("list-refused", update.check);
    if (update.change === "stale" || update.change === "refused") return null;
    if (update.change === "conflict") events.listNotice("list-conflict");
    remember();
    gossip.tell();
    if (mustLeave(view, join.key)) return { problem: "removed" };
    await roster.enforce();
    events.changed();
    return null;
  };

  const takeFromPeer: AcceptedSession["takeFromPeer"] = async (signed) => {
    const before = list.view()?.head.hash;
    // What a peer brings may be old or worthless without that meaning anything; new, it counts.
    if (before === undefined || !(await list.isNews(signed, clock.now()))) return null;
    const problem = await updateList(signed);
    const head = list.view()?.head;
    // The server withheld it or never had it: newcomers must not be met with the older one.
    if (head !== undefined && head.hash !== before) input.sendList(head.signed);
    return problem;
  };

  let admitting: Promise<void> = Promise.resolve();
  const admit = async (peerId: string): Promise<void> => {
    const key = door.keyOf(peerId);
    const view = list.view();
    if (key === null || view === null || !mayAdmit(view)) return;
    const next = await admitKey(view, key, me, keys, clock.now());
    // Taken by the same rules as anybody's: what this side refuses it does not send, and says so.
    await updateList(next);
    if (list.view()?.head.signed !== next) return;
    input.sendList(next);
    door.dismiss(peerId);
  };

  return {
    me,
    roster,
    newestList: () => list.view()?.head.signed ?? null,
    updateList,
    takeFromPeer,
    end: () => {
      gossip.stop();
      roster.end();
    },
    arrive: async (joined) => {
      iceServers = joined.iceServers;
      // On a resume the list is one more version like any other.
      if (list.view() !== null) return updateList(joined.list);
      const arrival = await list.arrive(joined.list, join.key, clock.now());
      if ("problem" in arrival) return arrival.problem;
      if (arrival.newer !== null) bringNewer(arrival.newer);
      if (arrival.hasForked) events.listNotice("list-conflict");
      remember();
      return null;
    },
    settle: async (peers) => {
      await input.learnNames(claimedKeys(peers));
      await roster.settle(peers);
    },
    addPeer: async (peer) => {
      await input.learnNames(claimedKeys([peer]));
      await roster.add(peer);
    },
    setIceServers: (servers) => {
      iceServers = servers;
    },
    door,
    // One after another: two versions made of the same list would be a fork of our own.
    admit: (peerId) => {
      admitting = admitting.catch(() => undefined).then(() => admit(peerId));
      return admitting;
    },
    makeResume: async (nonce, issuedAtMs) => {
      const { server, room } = join;
      const statement = buildResume({ server, room, session: me.session, nonce, issuedAtMs });
      const { payload, signature } = await signStatement(
        statement,
        namespaces.resume,
        keys.signPoint,
        keys.sign,
      );
      return { type: "resume", payload, signature, join: me.signed };
    },
  };
}

function claimedKeys(peers: readonly PeerStatement[]): KeyId[] {
  return peers.map(claimedKey).filter((key) => key !== null);
}
