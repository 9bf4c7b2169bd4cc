import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { BoundPeer, CallFeature } from "../features/feature.ts";

/**
 * A bound channel says which key is at its other end; whether that person is met is for the guard
 * to say (guard.ts), and may change. Until they are met no media passes either way, and what they
 * say to the features waits.
 */
export interface Meeting {
  readonly isMet: () => boolean;
  /** The channel is bound. */
  readonly begin: () => void;
  /** By what is known now. Does nothing while there is no channel. */
  readonly reconsider: () => void;
  /** Something for the features. */
  readonly receive: (message: ChannelMessage) => void;
  /** The channel is gone, and may come back. */
  readonly pause: () => void;
  /** Gone for good. */
  readonly end: () => void;
}

export interface MeetingInput {
  readonly features: readonly CallFeature[];
  readonly peer: () => BoundPeer;
  readonly isHeld: () => boolean;
  /** Media may pass. */
  readonly met: () => void;
  /** No longer, though the channel lives. */
  readonly parted: () => void;
}

/** Each at most 128 KiB: what an honest peer says first fits, and a flood is dropped. */
const waitingMax = 64;

export function createMeeting(input: MeetingInput): Meeting {
  const { features, peer } = input;
  const waiting: ChannelMessage[] = [];
  let hasChannel = false;
  let isMet = false;
  let wasMet = false;

  const give = (message: ChannelMessage): void => {
    for (const feature of features) feature.message?.(peer(), message);
  };

  const meet = (): void => {
    isMet = true;
    wasMet = true;
    input.met();
    for (const feature of features) feature.attached?.(peer());
    for (const message of waiting.splice(0)) give(message);
  };

  const part = (): void => {
    if (isMet) for (const feature of features) feature.detached?.(peer());
    isMet = false;
  };

  const reconsider = (): void => {
    if (!hasChannel) return;
    const mayMeet = !input.isHeld();
    if (mayMeet && !isMet) meet();
    if (!mayMeet && isMet) {
      part();
      input.parted();
    }
  };

  return {
    isMet: () => isMet,
    begin: () => {
      // On a channel that took the place of a living one.
      part();
      hasChannel = true;
      waiting.length = 0;
      reconsider();
    },
    reconsider,
    receive: (message) => {
      if (isMet) give(message);
      else if (waiting.length < waitingMax) waiting.push(message);
    },
    pause: () => {
      hasChannel = false;
      waiting.length = 0;
      part();
    },
    end: () => {
      hasChannel = false;
      if (wasMet) for (const feature of features) feature.left?.(peer());
      isMet = false;
    },
  };
}
