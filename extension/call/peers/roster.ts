import { mayBeHere } from "../../../protocol/access-list.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { type Check, ProtocolError } from "../../../protocol/codes.ts";
import type { JoinStatement } from "../../../protocol/join.ts";
import type { PeerStatement } from "../../../protocol/messages.ts";
import type { Pair } from "../../../protocol/pairwise.ts";
import {
  assertFreshSession,
  type VerifiedJoin,
  verifyPeer,
} from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { PeerView } from "../call-view.ts";
import { createCarrying } from "./carrying.ts";
import { claimedKey } from "./claimed-key.ts";
import { createMember, type Member, type MemberEvents, type MemberInput } from "./member.ts";
import type { Pairs } from "./pairs.ts";
import type { MediaSlot } from "./media-slot.ts";
import { refusedView } from "./refused-view.ts";

/** Everybody else in the call. Each is verified here, by this side, before anything else. */
export interface Roster {
  /** Somebody the server tells of: verified, then linked; or refused, and shown as refused. */
  readonly add: (peer: PeerStatement) => Promise<void>;
  /** The server's whole roster after `joined`: who is missing from it is absent. */
  readonly settle: (present: readonly PeerStatement[]) => Promise<void>;
  readonly setAbsent: (peerId: string) => void;
  readonly receive: (peerId: string, box: Bytes) => void;
  /** Other ICE servers, or new credentials, for links that live. */
  readonly renewIceServers: () => void;
  /** After a change of the list: links to whoever it no longer lets in are cut at once. */
  readonly enforce: () => Promise<void>;
  readonly sendTrack: (slot: MediaSlot) => void;
  readonly confirm: (peerId: string) => void;
  /** The guard judges otherwise than before: of somebody, or of everybody. */
  readonly reconsider: () => void;
  /** To every bound peer. */
  readonly tell: (message: ChannelMessage) => void;
  readonly views: () => PeerView[];
  readonly end: () => void;
}

export interface RosterInput extends MemberInput {
  readonly pairs: Pairs;
}

export type RosterEvents = Omit<MemberEvents, "forgotten" | "bound" | "carry">;

interface Refused {
  readonly peer: PeerStatement;
  readonly key: KeyId;
  readonly check: Check;
}

/** A server that invents peers without end must not fill this tab's memory. */
const rosterMax = 64;
const outcastsMax = 1_000;

export function createRoster(input: RosterInput, events: RosterEvents): Roster {
  const members = new Map<string, Member>();
  const refused = new Map<string, Refused>();
  // Who is left behind by me has not left.
  let isEnding = false;
  // They have not left either: they are here, in another session.
  const replaced = new Set<string>();
  // Sessions that broke the rules and then left: leaving and coming back must not wash them clean.
  const outcasts = new Map<string, Check>();
  // By person, not by session: else a peer who leaves and comes back could open one approval window
  // after the other.
  const lastAnswers = new Map<KeyId, { atMs: number }>();
  const lastAsks = new Map<KeyId, { atMs: number }>();
  // Told of by the server and verified, but kept out by the person at the screen.
  const keptOut = new Map<string, PeerStatement>();

  const sessions = function* () {
    for (const [peerId, { session }] of members) yield [peerId, session] as const;
  };
  const carrying = createCarrying(sessions, input.clock);
  const relay = (peerId: string, box: Bytes): void => {
    input.relay(peerId, box);
    // Before the first bind only the server can know of each of the two.
    if (members.get(peerId)?.session.state().link === "lost") carrying.send(peerId, box);
  };

  /** Whoever reloaded or crashed comes back as another session: the one they lost makes room. */
  const replaceLost = (key: KeyId, by: string): void => {
    for (const [peerId, { session }] of members) {
      const isLost = session.state().link === "lost";
      if (peerId === by || !isLost || session.verified.join.key !== key) continue;
      replaced.add(peerId);
      session.remove(false);
    }
  };

  const refuse = (peer: PeerStatement, error: unknown): void => {
    const key = claimedKey(peer);
    const check = error instanceof ProtocolError ? error.check : "message";
    if (key === null || refused.size >= rosterMax) return;
    refused.set(peer.peerId, { peer, key, check });
    events.refused(key, check);
    events.changed();
  };

  const admit = async (peer: PeerStatement, wasHere: boolean): Promise<void> => {
    const known = members.get(peer.peerId);
    if (known !== undefined) return known.session.setPresent(true);
    if (isEnding || peer.peerId === input.me.peerId || members.size >= rosterMax) return;
    refused.delete(peer.peerId);
    try {
      const failed = outcasts.get(peer.peerId);
      if (failed !== undefined) throw new ProtocolError("auth", failed, "was refused before");
      const verified = await verifyPeer(peer, input.facts, input.clock.now());
      if (isOvertaken(peer)) return;
      assertMayBeHere(verified.join);
      const pair = await input.pairs(verified);
      if (input.guard.isKeptOut(verified.join.key)) {
        if (keptOut.size < rosterMax) keptOut.set(peer.peerId, peer);
        return;
      }
      // Again, in the very turn that links: the list or the roster may be another one now.
      if (isOvertaken(peer)) return;
      assertMayBeHere(verified.join);
      link(verified, pair, wasHere);
    } catch (error) {
      refuse(peer, error);
    }
  };

  /** While it was verified: the call ended, or the same peer was told of a second time. */
  const isOvertaken = ({ peerId }: PeerStatement): boolean => isEnding || members.has(peerId);

  const assertMayBeHere = (join: JoinStatement): void => {
    const view = input.list();
    if (view === null || !mayBeHere(view, join.key, join.issuedAtMs)) {
      throw new ProtocolError("denied", "allowed", "the list does not let this key in");
    }
    const others = [...members.values()].map(({ session }) => session.verified.join);
    assertFreshSession(join, [input.me.join, ...others]);
  };

  const link = (verified: VerifiedJoin, pair: Pair, wasHere: boolean): void => {
    const { peerId } = verified;
    const { key } = verified.join;
    const lastAnswer = lastOf(lastAnswers, key);
    const lastAsk = lastOf(lastAsks, key);
    const member = createMember(
      { verified, pair, wasHere, lastAnswer, lastAsk },
      { ...input, relay },
      {
        ...events,
        left: (who, name) => {
          const isMine = isEnding || input.guard.isKeptOut(key);
          if (!isMine && !replaced.delete(peerId)) events.left(who, name);
        },
        bound: () => replaceLost(key, peerId),
        carry: (message) => carrying.hear(peerId, message),
        forgotten: () => {
          members.delete(peerId);
          carrying.forget(peerId);
          const failed = member.session.failedCheck();
          if (failed !== null && outcasts.size < outcastsMax) outcasts.set(peerId, failed);
        },
      },
    );
    members.set(peerId, member);
    member.session.start();
  };

  return {
    add: (peer) => admit(peer, false),
    settle: async (present) => {
      const here = new Set(present.map(({ peerId }) => peerId));
      for (const [peerId, { session }] of members) {
        if (!here.has(peerId)) session.setPresent(false);
      }
      for (const peerId of refused.keys()) if (!here.has(peerId)) refused.delete(peerId);
      for (const peerId of keptOut.keys()) if (!here.has(peerId)) keptOut.delete(peerId);
      for (const peer of present) await admit(peer, true);
    },
    setAbsent: (peerId) => {
      members.get(peerId)?.session.setPresent(false);
      keptOut.delete(peerId);
      if (refused.delete(peerId)) events.changed();
    },
    receive: (peerId, box) => members.get(peerId)?.session.receive(box),
    renewIceServers: () => {
      for (const { session } of members.values()) session.renewIceServers();
    },
    enforce: async () => {
      const view = input.list();
      if (view === null) return;
      for (const { session } of members.values()) {
        const { key, issuedAtMs } = session.verified.join;
        if (!mayBeHere(view, key, issuedAtMs)) session.remove(false);
      }
      // A copy: who is refused again is put at the end, and would be met there again, for ever.
      const turnedAway = [...refused.values()].filter(({ check }) => check === "allowed");
      for (const { peer } of turnedAway) await admit(peer, false);
    },
    sendTrack: (slot) => {
      for (const member of members.values()) member.sendTrack(slot);
    },
    tell: (message) => {
      for (const { session } of members.values()) session.send(message);
    },
    confirm: (peerId) => members.get(peerId)?.confirm(),
    reconsider: () => {
      for (const member of members.values()) {
        const { peerId, join, signed } = member.session.verified;
        if (!input.guard.isKeptOut(join.key)) member.reconsider();
        else {
          keptOut.set(peerId, { peerId, ...signed });
          // Without a farewell: they go on trying, and are there at once if that is taken back.
          member.session.remove(false);
        }
      }
      const peers = [...keptOut.values()];
      keptOut.clear();
      for (const peer of peers) void admit(peer, true);
      events.changed();
    },
    views: () => [
      ...[...members.values()].map((member) => member.view()),
      ...[...refused.entries()].map(([peerId, { key, check }]) => refusedView(peerId, key, check)),
    ],
    end: () => {
      isEnding = true;
      for (const { session } of members.values()) session.remove(true);
      refused.clear();
      keptOut.clear();
      for (const feature of input.features) feature.ended?.();
    },
  };
}

function lastOf(all: Map<KeyId, { atMs: number }>, key: KeyId): { atMs: number } {
  const last = all.get(key) ?? { atMs: Number.NEGATIVE_INFINITY };
  all.set(key, last);
  return last;
}
