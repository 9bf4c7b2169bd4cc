import type { KeyId } from "../../../protocol/public-key.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { parseRoom } from "../../../protocol/room.ts";
import type { ListFork } from "../../../extension/shared/room-record.ts";
import type { CallState } from "../../../extension/call/session/call-machine.ts";
import {
  type CallSession,
  createCallSession,
} from "../../../extension/call/session/call-session.ts";
import type { CallNotice, PeerView } from "../../../extension/call/call-view.ts";
import { type Clock, systemClock } from "../../../extension/call/clock.ts";
import type { Guard } from "../../../extension/call/peers/guard.ts";
import type { SigningKey } from "../protocol/signing-key.ts";
import type { Room } from "../protocol/room-facts.ts";
import type { LinkNetwork } from "./link-network.ts";
import { makePaperKeys } from "./paper-certificate.ts";
import { createPatience } from "./patience.ts";
import { createTestWallet, type TestWallet } from "./test-wallet.ts";
import { openNodeSocket } from "./ws-signaling.ts";

/** A call tab without its browser: the extension's own call, with its real rules and real crypto. */
export interface Party {
  readonly identity: SigningKey;
  readonly session: CallSession;
  readonly wallet: TestWallet;
  readonly state: () => CallState;
  readonly peers: () => readonly PeerView[];
  /** By key id, or by the peer id of one session. */
  readonly peer: (id: KeyId) => PeerView | undefined;
  readonly notices: readonly Omit<CallNotice, "id">[];
  /** The newest list that it would tell its wallet of. */
  readonly remembered: () => SignedList | null;
  readonly until: (what: string, holds: (party: Party) => boolean) => Promise<void>;
  readonly untilBound: (id: KeyId) => Promise<void>;
  readonly untilInCall: () => Promise<void>;
}

export interface PartyOptions {
  readonly network: LinkNetwork;
  readonly room: Room;
  readonly identity: SigningKey;
  /** Of the server to join at; the room's own where left out. */
  readonly server?: string;
  /** What its wallet remembers of the room. */
  readonly list?: SignedList | null;
  /** Of the lists it saw; that of `list` where left out. */
  readonly highestVersion?: number;
  readonly clock?: Clock;
  /** What its wallet remembers of a fork. */
  readonly fork?: ListFork;
  /** Whom they hold back; nobody where left out. */
  readonly guard?: Guard;
}

/** In the lobby; `session.join` goes in. */
export function createParty(options: PartyOptions): Party {
  const { network, room, identity, list = null } = options;
  const wallet = createTestWallet(identity);
  const notices: Omit<CallNotice, "id">[] = [];
  let remembered = list;
  const { changed, until } = createPatience(() => ({
    state: party.state(),
    peers: party.peers().map(({ keyId, link, failedCheck }) => ({ keyId, link, failedCheck })),
    notices,
  }));
  const track = {} as MediaStreamTrack;
  const session = createCallSession(
    {
      record: {
        server: options.server ?? room.server,
        roomId: room.roomId,
        secret: room.secret,
        invite: null,
        host: list === null ? null : room.host.keyId,
        identity: identity.keyId,
        draft: null,
        list,
        highestVersion:
          options.highestVersion ?? (list === null ? 0 : parseRoom(list.payload).version),
        openedAtMs: 0,
        fork: options.fork ?? null,
      },
      asks: wallet,
      openSignaling: openNodeSocket,
      makeKeys: makePaperKeys,
      openLink: network.openLink,
      track: (slot) => (slot === "microphone" || slot === "camera" ? track : null),
      random: () => 0,
      isRelayOnly: () => false,
      clock: options.clock ?? systemClock,
      knownName: () => null,
      guard: options.guard ?? { holds: () => false, isKeptOut: () => false },
      features: [],
      learnNames: async () => undefined,
      remember: async (_host, _key, newest) => {
        remembered = newest;
      },
      walletsList: async () => remembered,
      invites: async () => [],
      useInvite: async () => false,
    },
    {
      changed: () => changed(),
      notice: (notice) => {
        notices.push(notice);
        changed();
      },
    },
  );
  const peers = (): readonly PeerView[] => session.roster()?.views() ?? [];
  const party: Party = {
    identity,
    session,
    wallet,
    state: session.state,
    peers,
    peer: (id) => peers().find(({ keyId, peerId }) => keyId === id || peerId === id),
    notices,
    remembered: () => remembered,
    until: (what, holds) => until(what, () => holds(party)),
    untilBound: (id) => until(`bound to ${id}`, () => party.peer(id)?.link === "bound"),
    untilInCall: () => until("in the call", () => session.state().at === "in-call"),
  };
  return party;
}
