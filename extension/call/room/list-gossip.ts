import type { ListView } from "../../../protocol/access-list.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { headGossipMs } from "../../../protocol/limits.ts";
import type { VerifiedList } from "../../../protocol/signed-list.ts";
import type { Clock } from "../clock.ts";

/**
 * Peers tell each other the newest list they know, over bound channels: section 8, rule 8. A server
 * that withholds a version from some, to keep a removed member linked to them, is seen through.
 */
export interface ListGossip {
  /** Now, and from now on again and again. */
  readonly tell: () => void;
  readonly hear: (
    head: ChannelMessage & { readonly type: "head" },
    answer: (message: ChannelMessage) => void,
  ) => void;
  readonly stop: () => void;
}

export interface ListGossipInput {
  readonly clock: Clock;
  readonly list: () => ListView | null;
  readonly tell: (message: ChannelMessage) => void;
}

/** A list is some kilobytes: peers who ask in a loop are answered no faster than this, together. */
const answerEveryMs = 500;

function headOf({ list, hash }: VerifiedList): ChannelMessage {
  return { type: "head", version: list.version, hash };
}

export function createListGossip(input: ListGossipInput): ListGossip {
  let cancel = (): void => undefined;
  let answeredAtMs = Number.NEGATIVE_INFINITY;
  let isOver = false;

  const tell = (): void => {
    cancel();
    if (isOver) return;
    const head = input.list()?.head;
    if (head !== undefined) input.tell(headOf(head));
    cancel = input.clock.after(headGossipMs, tell);
  };
  tell();

  return {
    tell,
    hear: (theirs, answer) => {
      const head = input.list()?.head;
      if (head === undefined || theirs.hash === head.hash) return;
      const nowMs = input.clock.now();
      if (nowMs - answeredAtMs < answerEveryMs) return;
      answeredAtMs = nowMs;
      // Theirs is newer: hearing how old mine is, they send it.
      if (theirs.version > head.list.version) answer(headOf(head));
      else answer({ type: "list", list: head.signed });
    },
    stop: () => {
      isOver = true;
      cancel();
    },
  };
}
