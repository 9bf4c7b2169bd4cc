import type { Clock } from "../clock.ts";

/**
 * What the server has shown of the list, held against what the people in the call know: section 8,
 * rule 8. A server that keeps a version from us would keep somebody linked who was removed; one that
 * shows an older one would bring them back.
 */
export interface ServerWatch {
  /** The server has shown this version. */
  readonly shown: (version: number) => void;
  /** The newest version that this side knows, from whomever. */
  readonly newest: (version: number) => void;
  /** Whether showing this version now is a step back, rather than a message that was overtaken. */
  readonly isStepBack: (version: number) => boolean;
  /** The version that it keeps to itself, or null. */
  readonly withheld: () => number | null;
  readonly stop: () => void;
}

export interface ServerWatchInput {
  readonly clock: Clock;
  /** Nothing can be shown over a line that is gone. */
  readonly isServerHere: () => boolean;
  readonly found: () => void;
}

/** Over bound channels a version is often here before the server's word of it. */
export const withholdingAfterMs = 5_000;

export function createServerWatch(input: ServerWatchInput): ServerWatch {
  const { clock } = input;
  let shown = 0;
  let newest = 0;
  let newestSinceMs = 0;
  let withheld: number | null = null;
  let cancel = (): void => undefined;

  const look = (): void => {
    cancel();
    if (shown >= newest || withheld === newest) return;
    cancel = clock.after(withholdingAfterMs, () => {
      if (shown >= newest) return;
      if (!input.isServerHere()) return look();
      withheld = newest;
      input.found();
    });
  };

  return {
    shown: (version) => {
      shown = Math.max(shown, version);
      if (withheld !== null && shown >= withheld) withheld = null;
      if (shown >= newest) cancel();
    },
    newest: (version) => {
      if (version <= newest) return;
      newest = version;
      newestSinceMs = clock.now();
      look();
    },
    isStepBack: (version) =>
      version < shown || (version < newest && clock.now() - newestSinceMs >= withholdingAfterMs),
    withheld: () => withheld,
    stop: () => cancel(),
  };
}
