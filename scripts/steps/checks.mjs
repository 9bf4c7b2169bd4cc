import { bin } from "./bin.mjs";
import { run } from "./run.mjs";

const checks = [
  { name: "format", args: () => [bin("oxfmt"), "--check", "."] },
  { name: "lint", args: () => [bin("oxlint"), "--deny-warnings"] },
  { name: "types", args: () => [bin("typescript", "tsc"), "--build"] },
  { name: "unused", args: () => [bin("knip"), "--no-progress"] },
];

/**
 * Runs all checks side by side and prints one line for each, and the output of those that failed.
 *
 * @returns {Promise<import("./tally.mjs").Tally>}
 */
export async function runChecks() {
  const passed = await Promise.all(
    checks.map(async ({ name, args }) => {
      const { code, output, ms } = await run(process.execPath, args(), { timeoutMs: 120_000 });
      const line = `${name.padEnd(7)}${code === 0 ? "ok" : "FAILED"}  ${(ms / 1_000).toFixed(1)} s`;
      console.log(code === 0 ? line : `${line}\n${output.trimEnd()}`);
      return code === 0;
    }),
  );
  const failed = passed.filter((ok) => !ok).length;
  return { passed: checks.length - failed, failed, skipped: 0 };
}
