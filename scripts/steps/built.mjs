import { bootstrap } from "../bootstrap.mjs";
import { ensureBuilt } from "./build.mjs";

/**
 * Packages, programs and a build of the sources as they are; ends the command where it cannot be.
 *
 * @param {readonly import("./programs.mjs").Program[]} [programs]
 */
export async function bootstrapAndBuild(programs = []) {
  await bootstrap(programs);
  const { problem, ms } = await ensureBuilt();
  if (problem !== undefined) {
    console.error(problem);
    process.exit(1);
  }
  if (ms > 0) console.log(`Built dist in ${(ms / 1_000).toFixed(1)} s.`);
}
