import { toChatText } from "../../../protocol/channel/chat.ts";
import type { ChatGotMessage, ChatMessage } from "../../../protocol/channel/chat.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature, Person } from "../features/feature.ts";
import type { ChatActions, ChatEntry, ChatView } from "./chat-view.ts";
import { createHistory } from "./history.ts";
import { answerDueMs, missedOf, type Outgoing, startDelivery } from "./outbox.ts";
import { createPace, type Pace } from "./pace.ts";

export interface Chat {
  readonly feature: CallFeature;
  readonly view: () => ChatView;
  readonly actions: Pick<ChatActions, "sayInChat" | "readChat">;
}

/** Entries kept, of at most 4,000 characters each. */
export const historyMax = 500;

/** What one may say: this many at once, then one a second; what they hear from one is the double. */
const sayBurst = 10;
const sayEveryMs = 1_000;
const hearBurst = 2 * sayBurst + 10;
const hearEveryMs = 500;

interface Kept {
  readonly id: number;
  readonly atMs: number;
  readonly by: Author | Outgoing;
  readonly text: string;
  dropped: number;
}

/** Somebody who said something: as they are known now, or were when they left. */
interface Author {
  readonly peerId: string;
  person: () => Person;
}

/** What this side knows of one session on the other end. */
interface Correspondent {
  readonly peer: BoundPeer;
  readonly author: Author;
  readonly pace: Pace;
  isHere: boolean;
  /** The newest of theirs that was heard. */
  heardId: number;
}

export function createChat(deps: { readonly clock: Clock; readonly changed: () => void }): Chat {
  const { clock, changed } = deps;
  const history = createHistory<Kept>(historyMax);
  const people = new Map<string, Correspondent>();
  const myPace = createPace(clock, sayBurst, sayEveryMs);
  let nextEntry = 1;
  let nextMessage = 1;
  let unread = 0;

  const mine = (): Outgoing[] => history.items().flatMap(({ by }) => ("to" in by ? [by] : []));

  const add = (by: Kept["by"], text: string): void => {
    history.add({ id: nextEntry, atMs: clock.now(), by, text, dropped: 0 });
    nextEntry += 1;
    changed();
  };

  const say = (text: string): boolean => {
    const plain = toChatText(text);
    if (plain === "" || !myPace.take()) return false;
    const message: Outgoing = { id: nextMessage, atMs: clock.now(), text: plain, to: new Map() };
    nextMessage += 1;
    const earlier = mine();
    for (const { peer, isHere } of people.values()) {
      startDelivery(message, peer, earlier);
      if (isHere) deliver(message, peer);
    }
    add(message, plain);
    // What is not answered by then is said to be missing.
    clock.after(answerDueMs, changed);
    return true;
  };

  const deliver = ({ id, text, to }: Outgoing, peer: BoundPeer): void => {
    if (to.get(peer.peerId)?.state === "sent") peer.send({ type: "chat", id, text });
  };

  const hear = (from: Correspondent, { id, text }: ChatMessage): void => {
    const answer = (shown: boolean): void => from.peer.send({ type: "chat-got", id, shown });
    // Once more after a new link: it was lost on the way back that it had come.
    if (id <= from.heardId) return answer(true);
    if (!from.pace.take()) {
      dropFrom(from.author);
      return answer(false);
    }
    from.heardId = id;
    answer(true);
    if (text === "") return;
    unread += 1;
    add(from.author, text);
  };

  const dropFrom = (author: Author): void => {
    const last = history.items().findLast(({ by }) => by === author);
    if (last !== undefined) last.dropped += 1;
    changed();
  };

  const hearAnswer = (from: Correspondent, { id, shown }: ChatGotMessage): void => {
    const delivery = mine()
      .find((message) => message.id === id)
      ?.to.get(from.peer.peerId);
    if (delivery?.state !== "sent") return;
    delivery.state = shown ? "got" : "too-fast";
    changed();
  };

  const attach = (peer: BoundPeer): void => {
    const known = people.get(peer.peerId);
    if (known !== undefined) {
      known.isHere = true;
      for (const message of mine()) deliver(message, peer);
    } else {
      people.set(peer.peerId, {
        peer,
        author: { peerId: peer.peerId, person: peer.person },
        pace: createPace(clock, hearBurst, hearEveryMs),
        isHere: true,
        heardId: 0,
      });
    }
    changed();
  };

  const partFrom = ({ peerId }: BoundPeer): void => {
    const left = people.get(peerId);
    if (left === undefined) return;
    people.delete(peerId);
    const last = left.author.person();
    // Otherwise all of the session would be kept for its name.
    left.author.person = () => last;
    for (const { to } of mine()) {
      const delivery = to.get(peerId);
      if (delivery === undefined) continue;
      delivery.person = last;
      if (delivery.state === "sent") delivery.state = "gone";
    }
    changed();
  };

  const entryOf = ({ id, atMs, by, text, dropped }: Kept): ChatEntry => {
    const isHere = (peerId: string): boolean => people.get(peerId)?.isHere === true;
    return "to" in by
      ? { id, atMs, from: null, text, missed: missedOf(by, clock.now(), isHere), dropped: 0 }
      : {
          id,
          atMs,
          from: { peerId: by.peerId, ...by.person() },
          text,
          missed: [],
          dropped,
        };
  };

  return {
    feature: {
      attached: attach,
      message: (peer, message) => {
        const from = people.get(peer.peerId);
        if (from === undefined) return;
        if (message.type === "chat") hear(from, message);
        if (message.type === "chat-got") hearAnswer(from, message);
      },
      detached: ({ peerId }) => {
        const lost = people.get(peerId);
        if (lost !== undefined) lost.isHere = false;
        changed();
      },
      left: partFrom,
      // What was said stays as long as the tab: whoever comes back finds it, and can still save it.
      ended: () => {
        for (const { peer } of people.values()) partFrom(peer);
      },
    },
    view: () => ({ entries: history.items().map(entryOf), trimmed: history.dropped(), unread }),
    actions: {
      sayInChat: say,
      readChat: () => {
        if (unread === 0) return;
        unread = 0;
        changed();
      },
    },
  };
}
