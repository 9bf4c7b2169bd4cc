import { type ListView, mayBeHere, standingOf } from "../../../protocol/access-list.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { type Check, ProtocolError } from "../../../protocol/codes.ts";
import type { JoinStatement } from "../../../protocol/join.ts";
import type { PeerStatement } from "../../../protocol/messages.ts";
import type { Pair } from "../../../protocol/pairwise.ts";
import {
  assertFreshSession,
  type CallFacts,
  type VerifiedJoin,
  verifyPeer,
} from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import type { Signed } from "../../../protocol/signed.ts";
import type { PeerView } from "../call-view.ts";
import { claimedKey } from "./claimed-key.ts";
import type { Clock } from "../clock.ts";
import { type Confirmations, createConfirmations } from "./confirmations.ts";
import type { MediaKind } from "../media/media.ts";
import type { OpenPeerLink } from "./peer-link.ts";
import type { Pairs } from "./pairs.ts";
import { createPeerSession, type PeerSession } from "./peer-session.ts";
import type { SessionKeys } from "../session/session-keys.ts";

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
  readonly sendTrack: (kind: MediaKind) => void;
  readonly confirm: (peerId: string) => void;
  /** To every bound peer. */
  readonly tell: (message: ChannelMessage) => void;
  readonly views: () => PeerView[];
  readonly end: () => void;
}

export interface RosterInput {
  readonly facts: CallFacts;
  readonly me: VerifiedJoin;
  readonly keys: SessionKeys;
  readonly pairs: Pairs;
  readonly myName: string;
  readonly list: () => ListView | null;
  readonly track: (kind: MediaKind) => MediaStreamTrack | null;
  readonly iceServers: () => readonly RTCIceServer[];
  readonly relay: (peerId: string, box: Bytes) => void;
  readonly openLink: OpenPeerLink;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signConfirmation: (
    askedBy: KeyId,
    name: string,
    channel: string,
    nonce: string,
  ) => Promise<Signed | null>;
  readonly knownName: (key: KeyId) => string | null;
}

export interface RosterEvents {
  readonly changed: () => void;
  readonly joined: (key: KeyId, name: string) => void;
  readonly left: (key: KeyId, name: string) => void;
  readonly refused: (key: KeyId, check: Check) => void;
  /** A bound peer tells the newest list it knows; `answer` reaches that peer. */
  readonly head: (
    head: ChannelMessage & { readonly type: "head" },
    answer: (message: ChannelMessage) => void,
  ) => void;
  /** A bound peer brings a list, not yet verified. */
  readonly list: (list: SignedList) => void;
}

interface Member {
  readonly session: PeerSession;
  readonly confirmations: Confirmations;
  claimedName: string;
  sends: { microphone: boolean; camera: boolean };
  stream: MediaStream | null;
  isAnnounced: boolean;
  /** Each access list they bring pays for a while; the past lends some. */
  listsPaidUntilMs: number;
}

interface Refused {
  readonly peer: PeerStatement;
  readonly key: KeyId;
  readonly check: Check;
}

/** A server that invents peers without end must not fill this tab's memory. */
const rosterMax = 64;
/** Less than the pause that an honest peer keeps between two answers (list-gossip.ts). */
const listEveryMs = 400;
const listBurst = 8;
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

  const add: Roster["add"] = async (peer) => {
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
      link(verified, pair);
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

  const link = (verified: VerifiedJoin, pair: Pair): void => {
    const { peerId } = verified;
    const { key } = verified.join;
    const session = createPeerSession(
      {
        verified,
        pair,
        certificate: input.keys.certificate,
        myFingerprint: input.keys.statement.sessionDtls,
        iceServers: input.iceServers,
        relay: (box) => input.relay(peerId, box),
        openLink: input.openLink,
        clock: input.clock,
        random: input.random,
      },
      {
        attached: () => attach(member),
        message: (message) => onMessage(member, message),
        changed: () => {
          const check = session.failedCheck();
          if (check !== null && !isRefusalTold) {
            isRefusalTold = true;
            events.refused(key, check);
          }
          if (session.transcript() === null) member.stream = null;
          events.changed();
        },
        forgotten: () => {
          members.delete(peerId);
          const failed = session.failedCheck();
          if (failed !== null && outcasts.size < outcastsMax) outcasts.set(peerId, failed);
          if (member.isAnnounced && !isEnding) events.left(key, nameOf(member));
          events.changed();
        },
      },
    );
    let isRefusalTold = false;
    const lastAnswer = lastAnswers.get(key) ?? { atMs: Number.NEGATIVE_INFINITY };
    lastAnswers.set(key, lastAnswer);
    const confirmations = createConfirmations({
      lastAnswer,
      me: input.me.join.key,
      them: key,
      room: input.facts.room,
      clock: input.clock,
      transcript: session.transcript,
      send: session.send,
      sign: (channel, nonce) => input.signConfirmation(key, nameOf(member), channel, nonce),
      changed: events.changed,
    });
    const member: Member = {
      session,
      confirmations,
      claimedName: "",
      sends: { microphone: false, camera: false },
      stream: null,
      isAnnounced: false,
      listsPaidUntilMs: 0,
    };
    members.set(peerId, member);
    session.start();
  };

  /** Bound on a new channel: only now does anything of this side's media reach them. */
  const attach = (member: Member): void => {
    const { session } = member;
    member.confirmations.reset();
    member.stream = session.stream();
    session.send({ type: "hello", name: input.myName });
    for (const kind of ["microphone", "camera"] as const) session.setTrack(kind, input.track(kind));
    session.send(mediaMessage());
    if (!member.isAnnounced) events.joined(session.verified.join.key, nameOf(member));
    member.isAnnounced = true;
  };

  const mediaMessage = (): ChannelMessage => ({
    type: "media",
    microphone: input.track("microphone") !== null,
    camera: input.track("camera") !== null,
    screen: false,
  });

  const onMessage = (member: Member, message: ChannelMessage): void => {
    switch (message.type) {
      case "hello":
        member.claimedName = message.name;
        break;
      case "media":
        member.sends = { microphone: message.microphone, camera: message.camera };
        break;
      case "confirm?":
      case "confirm":
        member.confirmations.receive(message);
        break;
      case "head":
        events.head(message, member.session.send);
        return;
      case "list": {
        // Each costs several signature checks, in turn with everything else that arrives.
        const nowMs = input.clock.now();
        member.listsPaidUntilMs = Math.max(
          member.listsPaidUntilMs,
          nowMs - listBurst * listEveryMs,
        );
        if (member.listsPaidUntilMs + listEveryMs > nowMs) return;
        member.listsPaidUntilMs += listEveryMs;
        return events.list(message.list);
      }
      case "bye":
        return;
    }
    events.changed();
  };

  const nameOf = (member: Member): string =>
    input.knownName(member.session.verified.join.key) ?? member.claimedName;

  const viewOf = (member: Member): PeerView => {
    const { session } = member;
    const { link: linkState, isWeak } = session.state();
    const key = session.verified.join.key;
    return {
      peerId: session.verified.peerId,
      keyId: key,
      knownName: input.knownName(key),
      claimedName: member.claimedName,
      role: roleOf(key),
      link: linkState === "gone" ? "lost" : isWeak ? "lost" : linkState,
      failedCheck: session.failedCheck(),
      ...member.confirmations.view(),
      stream: linkState === "bound" || isWeak ? member.stream : null,
      sends: member.sends,
      audioLevel: member.sends.microphone ? session.audioLevel() : 0,
    };
  };

  const roleOf = (key: KeyId): PeerView["role"] => {
    const view = input.list();
    const standing = view === null ? "member" : standingOf(view, key);
    return standing === "host" || standing === "cohost" ? standing : "member";
  };

  return {
    add,
    settle: async (present) => {
      const here = new Set(present.map(({ peerId }) => peerId));
      for (const peerId of members.keys()) {
        if (!here.has(peerId)) members.get(peerId)?.session.setPresent(false);
      }
      for (const peerId of refused.keys()) if (!here.has(peerId)) refused.delete(peerId);
      for (const peer of present) await add(peer);
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
      for (const { peer } of turnedAway) await add(peer);
    },
    sendTrack: (kind) => {
      for (const { session } of members.values()) {
        session.setTrack(kind, input.track(kind));
        session.send(mediaMessage());
      }
    },
    tell: (message) => {
      for (const { session } of members.values()) session.send(message);
    },
    confirm: (peerId) => members.get(peerId)?.confirmations.ask(),
    views: () => [
      ...[...members.values()].map(viewOf),
      ...[...refused.entries()].map(([peerId, { key, check }]) => refusedView(peerId, key, check)),
    ],
    end: () => {
      isEnding = true;
      for (const { session } of members.values()) session.remove(true);
      refused.clear();
    },
  };

  function refusedView(peerId: string, key: KeyId, check: Check): PeerView {
    return {
      peerId,
      keyId: key,
      knownName: null,
      claimedName: "",
      role: "member",
      link: "refused",
      failedCheck: check,
      confirmedAtMs: null,
      confirming: "idle",
      stream: null,
      sends: { microphone: false, camera: false },
      audioLevel: 0,
    };
  }
}
