import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bin } from "./bin.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { tallyOf } from "./tally.mjs";

const minute = 60_000;

/**
 * In the order they run, each bounded: a hang is a failure and not a stall. Together with check,
 * build and installation they stay under an hour.
 *
 * @type {{ name: string, timeoutMs: number, programs: import("./programs.mjs").Program[] }[]}
 */
const planned = [
  { name: "unit", timeoutMs: 9 * minute, programs: [] },
  { name: "protocol", timeoutMs: 4 * minute, programs: ["ssh-keygen"] },
  { name: "server", timeoutMs: 4 * minute, programs: [] },
  { name: "attack", timeoutMs: 12 * minute, programs: ["chromium"] },
  { name: "e2e", timeoutMs: 18 * minute, programs: ["chromium", "firefox", "ssh-keygen"] },
  { name: "fault", timeoutMs: 8 * minute, programs: ["chromium", "coturn"] },
];

export const suites = planned.filter(({ name }) => existsSync(join(root, "test", name)));

/**
 * @param {(typeof planned)[number]} suite
 * @param {readonly string[]} filters parts of file names, as Vitest takes them
 * @returns {Promise<import("./tally.mjs").Tally>}
 */
export async function runSuite({ name, timeoutMs }, filters) {
  const reportPath = join(root, "test-output", `${name}.json`);
  rmSync(reportPath, { force: true });
  console.log(`\n== ${name}`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportPath}`];
  const { code, timedOut } = await run(
    process.execPath,
    [bin("vitest"), "run", "--project", name, ...reporters, ...filters],
    { timeoutMs, show: true },
  );
  if (timedOut) console.log(`${name} was ended after ${timeoutMs / minute} minutes.`);
  if (!existsSync(reportPath)) return { passed: 0, failed: 1, skipped: 0 };
  return tallyOf(JSON.parse(readFileSync(reportPath, "utf8")), code);
}
