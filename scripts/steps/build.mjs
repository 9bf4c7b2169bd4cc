import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { bin } from "./bin.mjs";
import { inputDigest, isBuilt, stampPath } from "./build-inputs.mjs";
import { withBuildLock } from "./build-lock.mjs";
import { notices } from "./notices.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { measure } from "./sizes.mjs";

const dist = join(root, "dist");
const staging = join(dist, ".next");
const browsers = ["chrome", "firefox"];
const pages = ["approval", "call"];
const parts = [...browsers, "server"];

/** @typedef {{ problem?: string, ms: number }} Built */

/**
 * Builds only where dist is not of the sources as they are.
 *
 * @returns {Promise<Built>}
 */
export function ensureBuilt() {
  return withBuildLock(async () => (isBuilt() ? { ms: 0 } : await buildParts()));
}

/**
 * Builds dist/chrome, dist/firefox and dist/server.
 *
 * @returns {Promise<Built>} `problem` where dist is left as it was
 */
export function build() {
  return withBuildLock(buildParts);
}

/** @returns {Promise<Built>} */
async function buildParts() {
  const started = performance.now();
  const problem = await stage();
  return {
    ...(problem === undefined ? {} : { problem }),
    ms: Math.round(performance.now() - started),
  };
}

/** @returns {Promise<string | undefined>} */
async function stage() {
  // Taken first: what is edited during the build makes it stale, and not silently part of it.
  const inputs = inputDigest();
  rmSync(staging, { recursive: true, force: true });
  const outcomes = await Promise.all([...parts, ...pages].map(runVite));
  const failed = outcomes.filter(({ code }) => code !== 0);
  if (failed.length > 0) return failed.map(({ output }) => output).join("\n");
  for (const browser of browsers) {
    for (const page of pages)
      cpSync(join(staging, page), join(staging, browser), { recursive: true });
    copyPlainFiles(join(staging, browser));
  }
  const sizes = measure(join(staging, "chrome"));

  // Built aside and moved in: a browser or test that has dist open never meets a half-written one.
  rmSync(stampPath, { force: true });
  for (const part of parts) {
    rmSync(join(dist, part), { recursive: true, force: true });
    renameSync(join(staging, part), join(dist, part));
  }
  rmSync(staging, { recursive: true, force: true });
  writeFileSync(join(dist, "sizes.json"), `${JSON.stringify(sizes, null, 2)}\n`);
  writeFileSync(stampPath, `${JSON.stringify({ inputs })}\n`);
  return undefined;
}

/** @param {string} part */
function runVite(part) {
  const config = part === "server" ? "vite.server.config.ts" : "vite.config.ts";
  return run(process.execPath, [bin("vite"), "build", "--config", config], {
    timeoutMs: 120_000,
    env: {
      LATCHKEY_PART: part,
      LATCHKEY_OUT: join("dist", ".next", part),
      NODE_ENV: "production",
    },
  });
}

/**
 * What the extension ships without compiling: texts, icons, and the licences of what is bundled.
 *
 * @param {string} out
 */
function copyPlainFiles(out) {
  const icons = join(root, "extension", "icons");
  const texts = join(root, "extension", "_locales");
  if (existsSync(texts)) cpSync(texts, join(out, "_locales"), { recursive: true });
  mkdirSync(join(out, "extension", "icons"), { recursive: true });
  for (const icon of readdirSync(icons).filter((name) => name.endsWith(".png"))) {
    cpSync(join(icons, icon), join(out, "extension", "icons", icon));
  }
  writeFileSync(join(out, "THIRD-PARTY-NOTICES.txt"), notices());
}
