import { spawn, spawnSync } from "node:child_process";
import { onStop } from "./on-stop.mjs";
import { root } from "./root.mjs";

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 1 where a signal or the time limit ended the program
 * @property {string} output what it wrote, both streams as they came; empty where it was shown
 * @property {boolean} timedOut
 * @property {number} ms
 */

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
let unwatch = () => {};
const graceMs = 5_000;

/**
 * Runs a program to its end in a process group of its own, so that a hang ends with all it started.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs: number, show?: boolean, env?: Record<string, string> }} options `show` passes
 *   its output through instead of keeping it
 * @returns {Promise<Outcome>} never rejects; a program that cannot start has code 127
 */
export function run(command, args, { timeoutMs, show = false, env = {} }) {
  const started = performance.now();
  return new Promise((resolve) => {
    let output = "";
    let code = 127;
    let timedOut = false;
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      detached: process.platform !== "win32",
      stdio: show ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    if (running.size === 0) unwatch = onStop(endAll);
    running.add(child);
    child.stdout?.setEncoding("utf8").on("data", (text) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
    const limit = setTimeout(() => {
      timedOut = true;
      signalGroup(child, "SIGTERM");
      setTimeout(() => signalGroup(child, "SIGKILL"), graceMs).unref();
    }, timeoutMs);
    const finish = () => {
      clearTimeout(limit);
      running.delete(child);
      if (running.size === 0) unwatch();
      resolve({ code, output, timedOut, ms: Math.round(performance.now() - started) });
    };
    child.once("error", (error) => {
      output += `${error.message}\n`;
      finish();
    });
    child.once("exit", (exitCode) => {
      code = timedOut ? 1 : (exitCode ?? 1);
      // What it left running ends too; one that left the group and keeps our pipe is not waited for.
      signalGroup(child, "SIGKILL");
      setTimeout(finish, 1_000);
    });
    child.once("close", finish);
  });
}

/** A group of its own does not get the terminal's Ctrl-C: it is passed on. */
function endAll() {
  for (const child of running) signalGroup(child, "SIGTERM");
  process.exit(130);
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
