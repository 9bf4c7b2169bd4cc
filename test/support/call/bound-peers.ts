import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { parseChannelMessage, writeChannelMessage } from "../../../protocol/channel-messages.ts";
import type { BoundPeer, CallFeature, Person } from "../../../extension/call/features/feature.ts";
import type { PeerLink } from "../../../extension/call/peers/peer-link.ts";
import { quietTurn } from "./quiet-turn.ts";
import { fakeKeyId } from "../preview-call/people.ts";

/** A peer on a channel of paper: what was sent to it waits until the test delivers it. */
export interface PaperPeer {
  readonly peer: BoundPeer;
  readonly sent: ChannelMessage[];
}

let count = 0;
const patienceMs = 10_000;

export function paperPeer(name: string, changes: Partial<Person> = {}): PaperPeer {
  count += 1;
  const sent: ChannelMessage[] = [];
  const person = { keyId: fakeKeyId(count), knownName: name, claimedName: name, ...changes };
  const link = { buffered: () => 0, drained: async () => undefined } as unknown as PeerLink;
  return {
    sent,
    peer: {
      peerId: `peer-${count}`,
      key: person.keyId,
      name: () => name,
      person: () => person,
      send: (message) => void sent.push(message),
      sendChunk: async (chunk) => void sent.push(chunk),
      link: () => link,
    },
  };
}

/** Two ends of one channel: `there` is how the feature `here` belongs to sees the other. */
export interface PaperChannel {
  readonly connect: () => void;
  readonly cut: () => void;
  /** Everything that was said until nobody says more. */
  readonly settle: () => Promise<void>;
  /** The same, until this holds; rejects where it does not within seconds. */
  readonly until: (holds: () => boolean) => Promise<void>;
  /** What went over it, from the one side and the other. */
  readonly passed: { readonly from: string; readonly message: ChannelMessage }[];
  readonly part: () => void;
  /** That many turns, whatever is still to be said. */
  readonly steps: (count: number) => Promise<void>;
  /** Under which the other end knows the one of this name. */
  readonly idOf: (name: string) => string;
}

interface End {
  readonly name: string;
  readonly feature: CallFeature;
}

/** Messages go through their written form, as on a real channel; a cut one loses what is under way. */
export function paperChannel(one: End, other: End): PaperChannel {
  const passed: PaperChannel["passed"] = [];
  let way: { from: End; to: End; peer: BoundPeer; message: ChannelMessage }[] = [];
  let isUp = false;
  // How `one` sees `other`, and the reverse.
  const seen = new Map<End, BoundPeer>();
  for (const [me, them] of [
    [one, other],
    [other, one],
  ] as const) {
    const { peer } = paperPeer(them.name);
    const send = (message: ChannelMessage): void => {
      const back = seen.get(them);
      if (isUp && back !== undefined) way.push({ from: me, to: them, peer: back, message });
    };
    seen.set(me, { ...peer, send, sendChunk: async (chunk) => send(chunk) });
  }
  const both = (tell: (end: End, peer: BoundPeer) => void): void => {
    for (const [end, peer] of seen) tell(end, peer);
  };
  /** Whether anything was said. */
  const step = async (): Promise<boolean> => {
    await new Promise((resolve) => setImmediate(resolve));
    const arriving = way.splice(0);
    for (const { from, to, peer, message } of arriving) {
      passed.push({ from: from.name, message });
      const read = parseChannelMessage(writeChannelMessage(message));
      if (read !== null && isUp) to.feature.message?.(peer, read);
    }
    return arriving.length > 0;
  };
  return {
    passed,
    connect: () => {
      isUp = true;
      both(({ feature }, peer) => feature.attached?.(peer));
    },
    cut: () => {
      isUp = false;
      way = [];
      both(({ feature }, peer) => feature.detached?.(peer));
    },
    part: () => {
      isUp = false;
      way = [];
      both(({ feature }, peer) => feature.left?.(peer));
    },
    settle: async () => {
      for (let quiet = 0; quiet < 30; quiet += 1) {
        while (await step()) quiet = 0;
        await quietTurn();
      }
    },
    until: async (holds) => {
      const limitMs = performance.now() + patienceMs;
      while (!holds()) {
        await step();
        if (performance.now() > limitMs) throw new Error("it never came to that");
      }
    },
    steps: async (wanted) => {
      for (let taken = 0; taken < wanted; taken += 1) await step();
    },
    idOf: (name) => (name === one.name ? seen.get(other) : seen.get(one))!.peerId,
  };
}
