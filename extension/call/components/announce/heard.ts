import type { Reaction } from "../../../../protocol/channel/reaction.ts";
import type { CallView } from "../../call-view.ts";
import { isOn } from "../devices/media-switch.ts";
import { reactionSigns } from "../reactions/reaction-signs.ts";
import { type Message, message, plural } from "../words/message.ts";
import { personName } from "../words/person-name.ts";

/** What somebody who does not see the page has to be told of: the call at one moment. */
export interface Heard {
  readonly names: Readonly<Record<string, string>>;
  /** Peer ids. */
  readonly raised: readonly string[];
  readonly sharing: readonly string[];
  readonly reactions: readonly {
    readonly id: number;
    readonly from: string | null;
    readonly reaction: Reaction;
  }[];
  readonly isMicrophoneOn: boolean;
  readonly isCameraOn: boolean;
  readonly isMyHandUp: boolean;
}

export function heardIn(view: CallView): Heard {
  return {
    names: Object.fromEntries(view.peers.map((peer) => [peer.peerId, personName(peer).text])),
    raised: [...view.hands.raised],
    sharing: view.peers.flatMap(({ peerId, screen }) => (screen === null ? [] : [peerId])),
    reactions: view.reactions.map(({ id, from, reaction }) => ({ id, from, reaction })),
    isMicrophoneOn: isOn(view.media.microphone),
    isCameraOn: isOn(view.media.camera),
    isMyHandUp: view.hands.isMineRaised,
  };
}

/**
 * What is new. Of what went on and off again between the two moments, nothing is: a flood of one
 * person makes no more words than one change. Who came and who left is said by the notices.
 */
export function newsBetween(before: Heard, after: Heard): readonly Message[] {
  const name = (peerId: string): string => after.names[peerId] ?? "";
  const isHere = (peerId: string): boolean => peerId in after.names;
  return [
    ...ownNews(before, after),
    ...added(before.raised, after.raised).map((id) => message("announceHand", name(id))),
    ...added(before.sharing, after.sharing).map((id) => message("announceShare", name(id))),
    ...added(after.sharing, before.sharing)
      .filter(isHere)
      .map((id) => message("announceShareEnded", name(id))),
    ...after.reactions
      .filter(({ id, from }) => from !== null && before.reactions.every((old) => old.id !== id))
      .map(({ from, reaction }) =>
        message("announceReaction", name(from ?? ""), message(reactionSigns[reaction].word)),
      ),
  ];
}

function ownNews(before: Heard, after: Heard): readonly Message[] {
  const news: Message[] = [];
  if (before.isMicrophoneOn !== after.isMicrophoneOn) {
    news.push(message(after.isMicrophoneOn ? "announceUnmuted" : "announceMuted"));
  }
  if (before.isCameraOn !== after.isCameraOn) {
    news.push(message(after.isCameraOn ? "announceCameraOn" : "announceCameraOff"));
  }
  if (before.isMyHandUp !== after.isMyHandUp) {
    news.push(message(after.isMyHandUp ? "announceOwnHand" : "announceOwnHandDown"));
  }
  return news;
}

function added(before: readonly string[], after: readonly string[]): readonly string[] {
  return after.filter((id) => !before.includes(id));
}

const sentencesMax = 3;

/** At most a few sentences at once, and how many more there are. */
export function inFewWords(news: readonly Message[]): readonly Message[] {
  if (news.length <= sentencesMax) return news;
  return [...news.slice(0, sentencesMax), plural("announceMore", news.length - sentencesMax)];
}
