const patienceMs = 5_000;

/** Waits for facts that change by events: whoever changes them says so. */
export interface Patience {
  readonly changed: () => void;
  /** Rejects, with `what` and what `seen` tells, where `holds` does not come true in time. */
  readonly until: (what: string, holds: () => boolean) => Promise<void>;
}

export function createPatience(seen: () => unknown): Patience {
  const waiting = new Set<() => void>();
  return {
    changed: () => waiting.forEach((look) => look()),
    until: (what, holds) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`not ${what}: ${JSON.stringify(seen())}`));
        }, patienceMs);
        const look = (): void => {
          if (!holds()) return;
          waiting.delete(look);
          clearTimeout(late);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
