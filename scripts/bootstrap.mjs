// What every command needs before its own work. Only Node's own modules here and in what it imports:
// it runs on a fresh clone.
import { nodeTooOld } from "./steps/node-version.mjs";
import { ensurePackages } from "./steps/packages.mjs";
import { ensurePrograms, findChromium } from "./steps/programs.mjs";

/**
 * @param {readonly import("./steps/programs.mjs").Program[]} programs
 * @returns {Promise<string[]>} sentences that say what is missing; empty where all is there
 */
export async function prepare(programs = []) {
  const tooOld = nodeTooOld();
  if (tooOld !== undefined) return [tooOld];
  const packages = await ensurePackages();
  const missing = await ensurePrograms(programs);
  // Tests and the demo start the Chromium that was found here.
  const chromium = programs.includes("chromium") ? findChromium() : undefined;
  if (chromium !== undefined) process.env["CHROMIUM"] = chromium;
  return packages === undefined ? missing : [packages, ...missing];
}

/**
 * Ends the command where something is missing.
 *
 * @param {readonly import("./steps/programs.mjs").Program[]} programs
 */
export async function bootstrap(programs = []) {
  const missing = await prepare(programs);
  if (missing.length === 0) return;
  for (const sentence of missing) console.error(sentence);
  process.exit(1);
}
