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
import { claimedKey } from "./claimed-key.ts";
import { createMember, type Member, type MemberEvents, type MemberInput } from "./member.ts";
import type { Pairs } from "./pairs.ts";
import type { MediaSlot } from "./peer-link.ts";
import { refusedView } from "./refused-view.ts";

/** Everybody else in the call. Each is verified here, by this side, before anything else. */
export interface Roster {
  /** Somebody the server tells of: verified, then linked; or refused, and shown as refused. */
  readonly add: (peer: PeerStatement) => Promise<void>;
  /** The server's whole roster after `joined`: who is missing from it is absent. */
  readonly settle: (present: readonly PeerStatement[]) => Promise<void>;
  readonly setAbsent: (peerId: string) => void;
  readonly receive: (peerId: string, box: Bytes) => void;
  /** After a change of the list: links to whoever it no longer lets in are cut at once. */
  readonly enforce: () => Promise<void>;
  readonly sendTrack: (slot: MediaSlot) => void;
  readonly confirm: (peerId: string) => void;
  /** To every bound peer. */
  readonly tell: (message: ChannelMessage) => void;
  readonly views: () => PeerView[];
  readonly end: () => void;
}

export interface RosterInput extends MemberInput {
  readonly pairs: Pairs;
}

export type RosterEvents = Omit<MemberEvents, "forgotten">;

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
  // Sessions that broke the rules and then left: leaving and coming back must not wash them clean.
  const outcasts = new Map<string, Check>();
  // By person, not by session: else a peer who leaves and comes back could open one approval window
  // after the other.
  const lastAnswers = new Map<KeyId, { atMs: number }>();

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
    const lastAnswer = lastAnswers.get(key) ?? { atMs: Number.NEGATIVE_INFINITY };
    lastAnswers.set(key, lastAnswer);
    const member = createMember({ verified, pair, wasHere, lastAnswer }, input, {
      ...events,
      left: (who, name) => {
        if (!isEnding) events.left(who, name);
      },
      forgotten: () => {
        members.delete(peerId);
        const failed = member.session.failedCheck();
        if (failed !== null && outcasts.size < outcastsMax) outcasts.set(peerId, failed);
      },
    });
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
      for (const peer of present) await admit(peer, true);
    },
    setAbsent: (peerId) => {
      members.get(peerId)?.session.setPresent(false);
      if (refused.delete(peerId)) events.changed();
    },
    receive: (peerId, box) => members.get(peerId)?.session.receive(box),
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
    views: () => [
      ...[...members.values()].map((member) => member.view()),
      ...[...refused.entries()].map(([peerId, { key, check }]) => refusedView(peerId, key, check)),
    ],
    end: () => {
      isEnding = true;
      for (const { session } of members.values()) session.remove(true);
      refused.clear();
      for (const feature of input.features) feature.ended?.();
    },
  };
}
