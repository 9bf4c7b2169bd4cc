import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";

/** @typedef {"chromium" | "firefox" | "ssh-keygen" | "coturn"} Program */

/** @type {Record<Program, { find: () => string | undefined, apt: string, hint: string }>} */
const programs = {
  chromium: {
    find: findChromium,
    apt: "chromium",
    hint: "Chromium is missing: install it (Debian: apt-get install chromium; macOS: brew install --cask chromium), or set CHROMIUM to the path of a Chromium or Chrome for Testing. Google Chrome itself no longer loads extensions from the command line.",
  },
  firefox: {
    find: findFirefox,
    apt: "firefox-esr",
    hint: "Firefox is missing: install it (Debian: apt-get install firefox-esr; macOS: brew install --cask firefox), or set FIREFOX to its path.",
  },
  coturn: {
    find: () => onPath("turnserver"),
    apt: "coturn",
    hint: "coturn is missing: install it (Debian: apt-get install coturn; macOS: brew install coturn).",
  },
  "ssh-keygen": {
    find: () => onPath("ssh-keygen"),
    apt: "openssh-client",
    hint: "ssh-keygen is missing: install OpenSSH's client programs (Debian: apt-get install openssh-client).",
  },
};

const chromiumNames = ["chromium", "chromium-browser", "chrome", "google-chrome"];
const chromiumPlaces = [
  "/usr/lib/chromium/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
];

/**
 * A Chromium that starts and takes `--load-extension`: Ubuntu's `chromium-browser` may be a script
 * that only names a snap, and Google Chrome has ignored the option since version 137.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const named = process.env["CHROMIUM"];
  const candidates = named
    ? [named]
    : [...chromiumNames.map(onPath).filter((path) => path !== undefined), ...chromiumPlaces];
  return candidates.find((path) => {
    const { status, stdout } = spawnSync(path, ["--version"], {
      encoding: "utf8",
      timeout: 20_000,
    });
    return status === 0 && !/^Google Chrome (?!for Testing)/.test(stdout);
  });
}

const firefoxPlaces = ["/Applications/Firefox.app/Contents/MacOS/firefox"];

/** @returns {string | undefined} */
export function findFirefox() {
  const named = process.env["FIREFOX"];
  const candidates = named
    ? [named]
    : [onPath("firefox-esr"), onPath("firefox"), ...firefoxPlaces].filter(
        (path) => path !== undefined,
      );
  return candidates.find(isExecutable);
}

/**
 * Installs what is missing where this may be done without asking (as root, with apt-get).
 *
 * @param {readonly Program[]} names
 * @returns {Promise<string[]>} one sentence for each program that is still missing
 */
export async function ensurePrograms(names) {
  const missing = names.filter((name) => programs[name].find() === undefined);
  if (missing.length > 0 && process.getuid?.() === 0 && onPath("apt-get") !== undefined) {
    const packages = missing.map((name) => programs[name].apt);
    console.log(`Installing ${packages.join(", ")} …`);
    const options = { timeoutMs: 200_000, env: { DEBIAN_FRONTEND: "noninteractive" } };
    await run("apt-get", ["update"], options);
    await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], options);
  }
  return missing
    .filter((name) => programs[name].find() === undefined)
    .map((name) => programs[name].hint);
}

/**
 * @param {string} name
 * @returns {string | undefined}
 */
function onPath(name) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
