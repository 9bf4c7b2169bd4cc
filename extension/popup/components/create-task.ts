// Something a person starts with a button: busy while it runs, one at a time, and why it failed.

import { createSignal, type Accessor } from "solid-js";

export interface Task<Args extends readonly unknown[], Problem> {
  /** True where it went well. Does nothing, and gives false, while it runs already. */
  run(...args: Args): Promise<boolean>;
  readonly isBusy: Accessor<boolean>;
  /** Why the last run failed; null from the start of the next one. */
  readonly problem: Accessor<Problem | null>;
  forget(): void;
}

export function createTask<Args extends readonly unknown[], Problem>(
  work: (...args: Args) => Promise<Problem | null>,
): Task<Args, Problem> {
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);
  return {
    run: async (...args) => {
      if (isBusy()) return false;
      setBusy(true);
      setProblem(null);
      try {
        const found = await work(...args);
        setProblem(() => found);
        return found === null;
      } finally {
        setBusy(false);
      }
    },
    isBusy,
    problem,
    forget: () => setProblem(null),
  };
}
