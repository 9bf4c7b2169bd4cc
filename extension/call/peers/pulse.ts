import type { Clock } from "../clock.ts";

/**
 * Notices that nothing comes from a peer any more, seconds before ICE does. What counts is anything
 * heard: media, or a message; where it is quiet, a beat is asked for.
 */
export interface Pulse {
  /** A message of the peer's. */
  readonly heard: () => void;
  readonly stop: () => void;
}

export interface PulseInput {
  readonly clock: Clock;
  /** Any number that changes with every packet of media. */
  readonly media: () => number;
  /** One that grows with every packet at all: asked for only where there are no media. */
  readonly packets: () => Promise<number>;
  readonly askForBeat: () => void;
  readonly changed: (isSilent: boolean) => void;
}

export const pulseEveryMs = 400;
/** Ticks and not time: a tab that was itself held up has not been left. */
const ticksBeforeAsking = 1;
const ticksBeforeSilent = 4;

export function startPulse(input: PulseInput): Pulse {
  let media = input.media();
  let packets = 0;
  let quietTicks = 0;
  let hasHeard = false;
  let isSilent = false;
  let cancel = (): void => undefined;

  const say = (silent: boolean): void => {
    // That it is silent is said again: ICE may have found it well in between.
    if (!silent && !isSilent) return;
    isSilent = silent;
    input.changed(silent);
  };
  const heard = (): void => {
    hasHeard = true;
  };
  const lookAtPackets = async (): Promise<void> => {
    const now = await input.packets();
    if (now > packets) heard();
    packets = now;
  };
  const tick = (): void => {
    cancel = input.clock.after(pulseEveryMs, tick);
    const now = input.media();
    const isQuiet = now === media && !hasHeard;
    media = now;
    hasHeard = false;
    quietTicks = isQuiet ? quietTicks + 1 : 0;
    if (isQuiet) lookAtPackets().catch(() => undefined);
    // Behind a file that is being sent it waits its turn; its acknowledgement is a packet.
    if (quietTicks === ticksBeforeAsking) input.askForBeat();
    if (!isQuiet) say(false);
    else if (quietTicks >= ticksBeforeSilent) say(true);
  };
  cancel = input.clock.after(pulseEveryMs, tick);

  return {
    heard,
    stop: () => cancel(),
  };
}
