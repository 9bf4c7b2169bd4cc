import { spawn } from "node:child_process";
import { onStop } from "./on-stop.mjs";
import { root } from "./root.mjs";

/**
 * Starts a program that lives until it ends itself or this command is told to stop, on the same
 * terminal.
 *
 * @param {readonly string[]} args what Node runs
 * @param {Record<string, string>} [env]
 * @returns {{ ended: Promise<number>, stop: () => void }} `ended` gives the exit code
 */
export function attached(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  const stop = () => void child.kill("SIGTERM");
  // Ctrl-C reaches the child from the terminal as well; a plain kill reaches only this process.
  onStop(stop);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGTERM" ? 0 : 1)));
  });
  return { ended, stop };
}
