import { type ListView, standingOf } from "../../../protocol/access-list.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { CarryMessage } from "../../../protocol/channel/carry.ts";
import type { Check } from "../../../protocol/codes.ts";
import type { Pair } from "../../../protocol/pairwise.ts";
import type { CallFacts, VerifiedJoin } from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import type { Signed } from "../../../protocol/signed.ts";
import type { PeerView } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature } from "../features/feature.ts";
import type { SessionKeys } from "../session/session-keys.ts";
import { createChannelRecord } from "./channel-facts.ts";
import { createConfirmations } from "./confirmations.ts";
import type { Guard } from "./guard.ts";
import { createListToll } from "./list-toll.ts";
import { createNoWay } from "./no-way.ts";
import { createMeeting } from "./meeting.ts";
import { mediaSlots, type MediaSlot } from "./media-slot.ts";
import type { OpenPeerLink } from "./peer-link.ts";
import { createPeerSession, type PeerSession } from "./peer-session.ts";

/** One verified participant: the link to them, what they said, and what this side sends them. */
export interface Member {
  readonly session: PeerSession;
  readonly view: () => PeerView;
  readonly confirm: () => void;
  /** Whether they may be met has changed. */
  readonly reconsider: () => void;
  /** What this side sends in the slot has changed. */
  readonly sendTrack: (slot: MediaSlot) => void;
}

export interface MemberInput {
  readonly facts: CallFacts;
  readonly me: VerifiedJoin;
  readonly keys: SessionKeys;
  readonly myName: string;
  readonly list: () => ListView | null;
  readonly track: (slot: MediaSlot) => MediaStreamTrack | null;
  readonly iceServers: () => readonly RTCIceServer[];
  /** *Hide my address*, for links that are opened from now on. */
  readonly isRelayOnly: () => boolean;
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
  readonly guard: Guard;
  readonly features: readonly CallFeature[];
}

/** Who came in: one participant, this time. */
export interface MemberFacts {
  readonly verified: VerifiedJoin;
  readonly pair: Pair;
  /** They were in the call before me: nobody needs to be told that they came. */
  readonly wasHere: boolean;
  /** Of this person, whatever their session: see confirmations.ts. */
  readonly lastAnswer: { atMs: number };
  readonly lastAsk: { atMs: number };
}

export interface MemberEvents {
  readonly changed: () => void;
  readonly joined: (key: KeyId, name: string) => void;
  readonly left: (key: KeyId, name: string) => void;
  readonly refused: (key: KeyId, check: Check) => void;
  /** On a new channel, each time. */
  readonly bound: () => void;
  readonly carry: (message: CarryMessage) => void;
  /** Both are there and no way leads from one to the other. */
  readonly unreachable: (key: KeyId, name: string) => void;
  /** Nothing of this session is needed any more. */
  readonly forgotten: () => void;
  /** A bound peer tells the newest list it knows; `answer` reaches that peer. */
  readonly head: (
    head: ChannelMessage & { readonly type: "head" },
    answer: (message: ChannelMessage) => void,
  ) => void;
  /** A bound peer brings a list, not yet verified. */
  readonly list: (list: SignedList) => void;
}

const noMedia: ChannelMessage = {
  type: "media",
  microphone: false,
  camera: false,
  screen: false,
  screenAudio: false,
};

export function createMember(facts: MemberFacts, input: MemberInput, events: MemberEvents): Member {
  const { verified } = facts;
  const { peerId } = verified;
  const { key } = verified.join;
  const listToll = createListToll(input.clock);
  const noWay = createNoWay(input.clock, () => events.unreachable(key, name()));
  let claimedName = "";
  let sends: PeerView["sends"] = { microphone: false, camera: false };
  let sharesScreen = false;
  let stream: MediaStream | null = null;
  let screen: MediaStream | null = null;
  let hasSaidHello = false;
  let wasMet = false;
  let isAnnounced = facts.wasHere;
  let isRefusalTold = false;

  const name = (): string => input.knownName(key) ?? claimedName;

  const onChange = (): void => {
    const check = session.failedCheck();
    if (check !== null && !isRefusalTold) {
      isRefusalTold = true;
      events.refused(key, check);
    }
    noWay.look(session.state());
    if (session.transcript() === null) {
      stream = null;
      screen = null;
      // They say it anew on the next channel.
      sharesScreen = false;
      channel.pause();
      meeting.pause();
    }
    events.changed();
  };

  /** Bound on a new channel. */
  const attach = (): void => {
    confirmations.reset();
    channel.begin();
    session.send({ type: "hello", name: input.myName });
    meeting.begin();
    events.bound();
  };

  /** Only now does anything of this side's media reach them, and theirs the screen. */
  const exchangeMedia = (): void => {
    stream = session.stream();
    screen = session.screenStream();
    for (const slot of mediaSlots) session.setTrack(slot, input.track(slot));
    session.send(mediaMessage());
    wasMet = true;
    announce();
  };

  /** Not before they said their name, so that nobody is told of a key where there is one. */
  const announce = (): void => {
    if (isAnnounced || !hasSaidHello || !meeting.isMet()) return;
    isAnnounced = true;
    events.joined(key, name());
  };

  const withholdMedia = (): void => {
    stream = null;
    screen = null;
    for (const slot of mediaSlots) session.setTrack(slot, null);
    session.send(noMedia);
  };

  const mediaMessage = (): ChannelMessage => ({
    type: "media",
    microphone: input.track("microphone") !== null,
    camera: input.track("camera") !== null,
    screen: input.track("screen") !== null,
    screenAudio: input.track("screen-audio") !== null,
  });

  const onMessage = (message: ChannelMessage): void => {
    switch (message.type) {
      case "hello":
        claimedName = message.name;
        hasSaidHello = true;
        meeting.reconsider();
        announce();
        return events.changed();
      case "media":
        sends = { microphone: message.microphone, camera: message.camera };
        sharesScreen = message.screen;
        return events.changed();
      case "confirm?":
      case "confirm":
        // Nobody who is held back may open a window.
        return meeting.isMet() ? confirmations.receive(message) : undefined;
      case "head":
        return events.head(message, session.send);
      case "carry":
      case "carried":
        return events.carry(message);
      case "list":
        return listToll.pay() ? events.list(message.list) : undefined;
      default:
        meeting.receive(message);
    }
  };

  const onForgotten = (): void => {
    events.forgotten();
    meeting.end();
    if (wasMet && isAnnounced) events.left(key, name());
    events.changed();
  };

  const session: PeerSession = createPeerSession(
    {
      verified,
      pair: facts.pair,
      certificate: input.keys.certificate,
      myFingerprint: input.keys.statement.sessionDtls,
      iceServers: input.iceServers,
      isRelayOnly: input.isRelayOnly,
      relay: (box) => input.relay(peerId, box),
      openLink: input.openLink,
      clock: input.clock,
      random: input.random,
    },
    { attached: attach, message: onMessage, changed: onChange, forgotten: onForgotten },
  );
  const bound: BoundPeer = {
    peerId,
    key,
    name,
    person: () => ({ keyId: key, knownName: input.knownName(key), claimedName }),
    send: session.send,
    sendChunk: session.sendChunk,
    link: session.boundLink,
  };
  const channel = createChannelRecord(() => session, input.clock, events.changed);
  const meeting = createMeeting({
    features: input.features,
    peer: () => bound,
    isHeld: () => input.guard.holds(key, hasSaidHello ? claimedName : null),
    met: exchangeMedia,
    parted: withholdMedia,
  });
  const confirmations = createConfirmations({
    lastAnswer: facts.lastAnswer,
    lastAsk: facts.lastAsk,
    me: input.me.join.key,
    them: key,
    room: input.facts.room,
    clock: input.clock,
    transcript: session.transcript,
    send: session.send,
    sign: (transcript, nonce) => input.signConfirmation(key, name(), transcript, nonce),
    changed: events.changed,
  });

  const role = (): PeerView["role"] => {
    const view = input.list();
    const standing = view === null ? "member" : standingOf(view, key);
    return standing === "host" || standing === "cohost" ? standing : "member";
  };

  return {
    session,
    confirm: () => {
      if (meeting.isMet()) confirmations.ask();
    },
    reconsider: meeting.reconsider,
    sendTrack: (slot) => {
      if (!meeting.isMet()) return;
      session.setTrack(slot, input.track(slot));
      session.send(mediaMessage());
    },
    view: () => {
      const { link, isWeak } = session.state();
      return {
        peerId,
        keyId: key,
        knownName: input.knownName(key),
        claimedName,
        role: role(),
        link: link === "gone" || isWeak ? "lost" : link,
        failedCheck: session.failedCheck(),
        isHeld: session.transcript() !== null && !meeting.isMet(),
        publicKey: verified.signed.publicKey,
        channel: channel.facts(),
        ...confirmations.view(),
        stream: link === "bound" || isWeak ? stream : null,
        screen: sharesScreen ? screen : null,
        sends,
        audioLevel: sends.microphone ? session.audioLevel() : 0,
      };
    },
  };
}
