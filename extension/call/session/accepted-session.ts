import type { ListView } from "../../../protocol/access-list.ts";
import type {
  IceServer,
  Joined,
  Knock,
  PeerStatement,
  Resume,
} from "../../../protocol/messages.ts";
import type { VerifiedJoin } from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import { keyOfPoint } from "../../../protocol/read-key.ts";
import { buildResume } from "../../../protocol/resume.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { signStatement } from "../../../protocol/signed.ts";
import { namespaces } from "../../../protocol/sshsig.ts";
import type { CallProblem } from "../call-view.ts";
import { claimedKey } from "../peers/claimed-key.ts";
import type { Clock } from "../clock.ts";
import { createDoor, type Door, type DoorInput } from "../room/door.ts";
import type { EditFailure } from "../room/list-edits.ts";
import {
  createListKeeper,
  type ListKeeper,
  type ListKeeperEvents,
  type ListKeeperInput,
} from "../room/list-keeper.ts";
import { relaysAmong } from "../connection/relay-only.ts";
import { createPairs } from "../peers/pairs.ts";
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
  /** What this session knows of the list, and does about it. */
  readonly list: ListKeeper;
  readonly setIceServers: (servers: readonly IceServer[]) => void;
  /** Who knocks, and being one who does. */
  readonly door: Door;
  /** Lets in the keys behind these knocks, in one version. Does nothing where this session may not. */
  readonly admit: (peerIds: readonly string[]) => Promise<void>;
  /** Keeps the key behind a knock out. */
  readonly refuse: (peerId: string) => Promise<void>;
  readonly makeResume: (nonce: string, issuedAtMs: number) => Promise<Resume>;
  readonly end: () => void;
}

export interface AcceptedSessionInput
  extends
    Pick<ListKeeperInput, "remembered" | "highestVersion" | "fork" | "isServerHere" | "remember">,
    Pick<DoorInput, "secret" | "invite" | "invites" | "useInvite">,
    Pick<
      RosterInput,
      | "track"
      | "relay"
      | "openLink"
      | "random"
      | "isRelayOnly"
      | "signConfirmation"
      | "knownName"
      | "guard"
      | "myName"
      | "features"
    > {
  readonly me: VerifiedJoin;
  readonly keys: SessionKeys;
  readonly clock: Clock;
  readonly learnNames: (keys: readonly KeyId[]) => Promise<void>;
  /** Gives the server a list that is newer than its own. */
  readonly sendList: (list: SignedList) => void;
  readonly sendKnock: (knock: Knock) => void;
}

export interface AcceptedSessionEvents extends Omit<RosterEvents, "head" | "list"> {
  /** A peer brought a list: to be given to `list.fromPeer` in the order of everything else. */
  readonly listFromPeer: (list: SignedList) => void;
  readonly listNotice: ListKeeperEvents["notice"];
  readonly editFailed: (why: EditFailure) => void;
  /** Another version of the list is the newest. */
  readonly listChanged: () => void;
}

export function createAcceptedSession(
  input: AcceptedSessionInput,
  events: AcceptedSessionEvents,
): AcceptedSession {
  const { me, keys } = input;
  const { join } = me;
  const facts = { server: join.server, room: join.room, host: join.host };
  let iceServers: readonly IceServer[] = [];
  const pairs = createPairs(me, keys.dh);
  const keeper = createListKeeper(
    {
      ...input,
      roomId: join.room,
      send: input.sendList,
      tell: (message) => roster.tell(message),
      enforce: async () => {
        await roster.enforce();
        events.listChanged();
      },
    },
    {
      changed: events.changed,
      notice: events.listNotice,
      editFailed: (_, why) => events.editFailed(why),
    },
  );
  const list: () => ListView | null = keeper.view;
  const door = createDoor({
    ...input,
    facts,
    pairs,
    list,
    send: input.sendKnock,
    changed: events.changed,
  });
  const roster = createRoster(
    {
      ...input,
      pairs,
      facts,
      list,
      iceServers: () => toRtc(iceServers),
    },
    {
      ...events,
      head: keeper.hearHead,
      list: events.listFromPeer,
    },
  );

  const setIceServers = (servers: readonly IceServer[]): void => {
    iceServers = servers;
    roster.renewIceServers();
  };
  const keysOf = (peerIds: readonly string[]): KeyId[] =>
    peerIds.map(door.keyOf).filter((key) => key !== null);

  return {
    me,
    roster,
    newestList: () => list()?.head.signed ?? null,
    list: keeper,
    end: () => {
      keeper.stop();
      roster.end();
    },
    arrive: async (joined) => {
      const hasRelay = relaysAmong(toRtc(joined.iceServers)).length > 0;
      if (input.isRelayOnly() && !hasRelay && list() === null) return { problem: "no-relay" };
      setIceServers(joined.iceServers);
      return keeper.arrive(joined.list);
    },
    settle: async (peers) => {
      await input.learnNames(claimedKeys(peers));
      await roster.settle(peers);
    },
    addPeer: async (peer) => {
      await input.learnNames(claimedKeys([peer]));
      await roster.add(peer);
    },
    setIceServers,
    door,
    admit: (peerIds) => keeper.edit({ edit: "admit", keys: keysOf(peerIds) }),
    refuse: async (peerId) => {
      const key = door.keyOf(peerId);
      if (key !== null) await keeper.edit({ edit: "deny", key });
    },
    makeResume: async (nonce, issuedAtMs) => {
      const { server, room } = join;
      const statement = buildResume({ server, room, session: me.session, nonce, issuedAtMs });
      const { payload, signature } = await signStatement(
        statement,
        namespaces.resume,
        keyOfPoint(keys.signPoint),
        keys.sign,
      );
      return { type: "resume", payload, signature, join: me.signed };
    },
  };
}

function toRtc(servers: readonly IceServer[]): RTCIceServer[] {
  return servers.map((server) => ({ ...server, urls: [...server.urls] }));
}

function claimedKeys(peers: readonly PeerStatement[]): KeyId[] {
  return peers.map(claimedKey).filter((key) => key !== null);
}
