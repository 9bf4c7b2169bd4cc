import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

// What the server needs is installed beside it with its own licence files, and not bundled.
const serverOnly = new Set(["pino", "prom-client", "ws"]);

/**
 * The notices that the licences of the bundled packages ask to be passed on.
 *
 * @returns {string}
 */
export function notices() {
  const { dependencies } = readJson(join(root, "package.json"));
  const bundled = Object.keys(dependencies)
    .filter((name) => !serverOnly.has(name))
    .toSorted();
  return bundled.map(noticeOf).join("\n");
}

/** @param {string} name */
function noticeOf(name) {
  const folder = join(root, "node_modules", name);
  const { version, license, homepage = "" } = readJson(join(folder, "package.json"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const path = file === undefined ? commonText(name, license) : join(folder, file);
  const text = readFileSync(path, "utf8").trim();
  return `${name} ${version} (${license}) ${homepage}\n\n${text}\n\n${"-".repeat(72)}\n`;
}

/**
 * A package that names a common licence and does not bring its text.
 *
 * @param {string} name
 * @param {string} license
 */
function commonText(name, license) {
  if (license !== "Apache-2.0") throw new Error(`${name} brings no text of its licence`);
  return join(root, "scripts", "steps", "apache-2.0.txt");
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
