// npm test [-- <suites> <filters>]: everything, or `unit`, or `e2e call`. Ends with one line.
import { prepare } from "./bootstrap.mjs";
import { build, ensureBuilt } from "./steps/build.mjs";
import { runChecks } from "./steps/checks.mjs";
import { runSuite, suites } from "./steps/suites.mjs";
import { sum, tallyLine } from "./steps/tally.mjs";

const args = process.argv.slice(2);
const named = suites.filter(({ name }) => args.includes(name));
const filters = args.filter((arg) => !named.some(({ name }) => name === arg));
const chosen = named.length > 0 ? named : suites;

/** @type {import("./steps/tally.mjs").Tally[]} */
const tallies = [];
const missing = await prepare([...new Set(chosen.flatMap(({ programs }) => programs))]);
for (const sentence of missing) console.error(sentence);
if (missing.length > 0) {
  tallies.push({ passed: 0, failed: missing.length, skipped: 0 });
} else {
  if (named.length === 0) tallies.push(await runChecks());
  tallies.push(await runBuild());
  for (const suite of chosen) tallies.push(await runSuite(suite, filters));
}
const total = sum(tallies);
console.log(`\n${tallyLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runBuild() {
  const { problem, ms } = await (named.length === 0 ? build() : ensureBuilt());
  console.log(
    `build  ${problem === undefined ? "ok" : `FAILED\n${problem}`}  ${(ms / 1_000).toFixed(1)} s`,
  );
  return {
    passed: problem === undefined ? 1 : 0,
    failed: problem === undefined ? 0 : 1,
    skipped: 0,
  };
}
