import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "./root.mjs";

const lockPath = join(root, "dist", ".building");
const pollMs = 200;

/**
 * Runs the work while no other process builds: two test runs that both find dist stale would
 * otherwise replace it under each other.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withBuildLock(work) {
  mkdirSync(join(root, "dist"), { recursive: true });
  while (!claim()) await wait(pollMs);
  try {
    return await work();
  } finally {
    rmSync(lockPath, { force: true });
  }
}

function claim() {
  try {
    writeFileSync(lockPath, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!holderIsAlive()) rmSync(lockPath, { force: true });
    return false;
  }
}

function holderIsAlive() {
  try {
    const pid = Number(readFileSync(lockPath, "utf8"));
    // An empty file is a claim that is being written: alive.
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
