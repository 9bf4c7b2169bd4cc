import { type ListView, standingOf } from "../../../protocol/access-list.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
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
import { createConfirmations } from "./confirmations.ts";
import { createListToll } from "./list-toll.ts";
import { mediaSlots, type MediaSlot, type OpenPeerLink } from "./peer-link.ts";
import { createPeerSession, type PeerSession } from "./peer-session.ts";

/** One verified participant: the link to them, what they said, and what this side sends them. */
export interface Member {
  readonly session: PeerSession;
  readonly view: () => PeerView;
  readonly confirm: () => void;
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
}

export interface MemberEvents {
  readonly changed: () => void;
  readonly joined: (key: KeyId, name: string) => void;
  readonly left: (key: KeyId, name: string) => void;
  readonly refused: (key: KeyId, check: Check) => void;
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

export function createMember(facts: MemberFacts, input: MemberInput, events: MemberEvents): Member {
  const { verified } = facts;
  const { peerId } = verified;
  const { key } = verified.join;
  const listToll = createListToll(input.clock);
  let claimedName = "";
  let sends: PeerView["sends"] = { microphone: false, camera: false };
  let sharesScreen = false;
  let stream: MediaStream | null = null;
  let screen: MediaStream | null = null;
  let isBound = false;
  let wasBound = false;
  let isAnnounced = facts.wasHere;
  let isRefusalTold = false;

  const name = (): string => input.knownName(key) ?? claimedName;

  const onChange = (): void => {
    const check = session.failedCheck();
    if (check !== null && !isRefusalTold) {
      isRefusalTold = true;
      events.refused(key, check);
    }
    if (session.transcript() === null) {
      stream = null;
      screen = null;
      // They say it anew on the next channel.
      sharesScreen = false;
      if (isBound) for (const feature of input.features) feature.detached?.(bound);
      isBound = false;
    }
    events.changed();
  };

  /** Bound on a new channel: only now does anything of this side's media reach them. */
  const attach = (): void => {
    confirmations.reset();
    stream = session.stream();
    screen = session.screenStream();
    isBound = true;
    wasBound = true;
    session.send({ type: "hello", name: input.myName });
    for (const slot of mediaSlots) session.setTrack(slot, input.track(slot));
    session.send(mediaMessage());
    for (const feature of input.features) feature.attached?.(bound);
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
        // Only now, so that nobody is told of a key where there is a name.
        if (!isAnnounced) events.joined(key, name());
        isAnnounced = true;
        return events.changed();
      case "media":
        sends = { microphone: message.microphone, camera: message.camera };
        sharesScreen = message.screen;
        return events.changed();
      case "confirm?":
      case "confirm":
        return confirmations.receive(message);
      case "head":
        return events.head(message, session.send);
      case "list":
        return listToll.pay() ? events.list(message.list) : undefined;
      default:
        for (const feature of input.features) feature.message?.(bound, message);
    }
  };

  const onForgotten = (): void => {
    events.forgotten();
    if (wasBound) {
      for (const feature of input.features) feature.left?.(bound);
      if (isAnnounced) events.left(key, name());
    }
    events.changed();
  };

  const session: PeerSession = createPeerSession(
    {
      verified,
      pair: facts.pair,
      certificate: input.keys.certificate,
      myFingerprint: input.keys.statement.sessionDtls,
      iceServers: input.iceServers,
      relay: (box) => input.relay(peerId, box),
      openLink: input.openLink,
      clock: input.clock,
      random: input.random,
    },
    { attached: attach, message: onMessage, changed: onChange, forgotten: onForgotten },
  );
  const bound: BoundPeer = { peerId, key, name, send: session.send, link: session.boundLink };
  const confirmations = createConfirmations({
    lastAnswer: facts.lastAnswer,
    me: input.me.join.key,
    them: key,
    room: input.facts.room,
    clock: input.clock,
    transcript: session.transcript,
    send: session.send,
    sign: (channel, nonce) => input.signConfirmation(key, name(), channel, nonce),
    changed: events.changed,
  });

  const role = (): PeerView["role"] => {
    const view = input.list();
    const standing = view === null ? "member" : standingOf(view, key);
    return standing === "host" || standing === "cohost" ? standing : "member";
  };

  return {
    session,
    confirm: confirmations.ask,
    sendTrack: (slot) => {
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
        ...confirmations.view(),
        stream: link === "bound" || isWeak ? stream : null,
        screen: sharesScreen ? screen : null,
        sends,
        audioLevel: sends.microphone ? session.audioLevel() : 0,
      };
    },
  };
}
