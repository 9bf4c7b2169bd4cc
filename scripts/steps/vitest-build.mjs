import { ensureBuilt } from "./build.mjs";

/** Vitest calls this before browser tests: none may run on an old build. */
export async function setup() {
  const { problem } = await ensureBuilt();
  if (problem !== undefined) throw new Error(problem);
}
