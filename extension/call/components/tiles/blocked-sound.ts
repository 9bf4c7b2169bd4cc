import { type Accessor, createSignal } from "solid-js";

/** Sound that the browser does not play before a click: gathers it, and plays all of it at one. */
export interface BlockedSound {
  readonly isBlocked: Accessor<boolean>;
  /** `play` starts one element; it rejects while the browser still refuses. */
  readonly report: (play: () => Promise<void>) => void;
  readonly play: () => void;
}

export function createBlockedSound(): BlockedSound {
  const [waiting, setWaiting] = createSignal<readonly (() => Promise<void>)[]>([]);
  const report = (play: () => Promise<void>): void => {
    setWaiting((before) => [...before, play]);
  };
  return {
    isBlocked: () => waiting().length > 0,
    report,
    play: () => {
      const all = waiting();
      setWaiting([]);
      for (const play of all) play().catch(() => report(play));
    },
  };
}
