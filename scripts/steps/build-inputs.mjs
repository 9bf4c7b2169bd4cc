import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

// Everything that can change a byte of dist. Contents are hashed and not times compared: a checkout
// or a touched file changes times without changing the build.
const inputs = [
  "manifest.json",
  "package.json",
  "package-lock.json",
  "vite.config.ts",
  "vite.server.config.ts",
  "tsconfig.base.json",
  "extension",
  "protocol",
  "server",
  "scripts",
];
const outputs = ["chrome/manifest.json", "firefox/manifest.json", "server/main.js", "sizes.json"];
const dist = join(root, "dist");

/** The file in dist that holds the digest of the inputs it was built from; written last. */
export const stampPath = join(dist, "stamp.json");

/** @returns {string} hexadecimal SHA-256 over names and contents of all inputs */
export function inputDigest(from = root) {
  const digest = createHash("sha256");
  for (const input of inputs) digestInto(digest, from, input);
  return digest.digest("hex");
}

/** True where dist was built from the sources as they are now. */
export function isBuilt() {
  if (!existsSync(stampPath)) return false;
  if (!outputs.every((output) => existsSync(join(dist, output)))) return false;
  return JSON.parse(readFileSync(stampPath, "utf8")).inputs === inputDigest();
}

/**
 * @param {import("node:crypto").Hash} digest
 * @param {string} from
 * @param {string} name
 */
function digestInto(digest, from, name) {
  const path = join(from, name);
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).toSorted()) digestInto(digest, from, `${name}/${entry}`);
    return;
  }
  const content = readFileSync(path);
  digest.update(`${name}\0${content.length}\0`).update(content);
}
