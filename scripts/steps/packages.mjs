import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} Locked */

/**
 * npm leaves a record of what it installed; it is compared with the lockfile, so it does not matter
 * who ran the installation. Optional packages are for other systems and may be missing.
 *
 * @param {Locked} wanted packages of package-lock.json
 * @param {Locked | undefined} installed packages of node_modules/.package-lock.json
 */
export function packagesAreStale(wanted, installed) {
  if (installed === undefined) return true;
  return Object.entries(wanted).some(([path, { version, integrity, optional }]) => {
    if (path === "") return false;
    const found = installed[path];
    if (found === undefined) return optional !== true;
    return found.version !== version || found.integrity !== integrity;
  });
}

/** @returns {Promise<string | undefined>} a sentence where the packages could not be installed */
export async function ensurePackages() {
  const installed = join(root, "node_modules", ".package-lock.json");
  const wanted = readLocked(join(root, "package-lock.json"));
  if (!packagesAreStale(wanted, existsSync(installed) ? readLocked(installed) : undefined)) return;
  console.log("Installing npm packages …");
  // No install scripts: none of the packages needs one, and each could run anything here.
  const args = ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"];
  const npm = process.env["npm_execpath"];
  const outcome = npm?.endsWith(".js")
    ? await run(process.execPath, [npm, ...args], { timeoutMs: 300_000 })
    : await run("npm", args, { timeoutMs: 300_000 });
  if (outcome.code === 0) return;
  return `npm ci did not finish; the last it said was:\n${outcome.output.trim().slice(-2_000)}`;
}

/**
 * @param {string} path
 * @returns {Locked}
 */
function readLocked(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}
