import { type BenchArguments, parseArguments, usage } from "./arguments.ts";
import { files } from "./files.ts";
import { firstFrame } from "./first-frame.ts";
import { joins } from "./joins.ts";
import { memory } from "./memory.ts";
import { mesh4, mesh8 } from "./mesh.ts";
import { cores } from "./programs/program.ts";
import { writeReadme } from "./readme.ts";
import { relay } from "./relay.ts";
import { repair } from "./repair.ts";
import type { Comparison } from "./row.ts";
import { shipped } from "./shipped.ts";
import { textTable } from "./table.ts";

// Chooses, measures, prints. Slow is no failure here: only what cannot be measured is.

const rows = [relay, memory, joins, firstFrame, files, mesh4, mesh8, repair, shipped];

async function bench({ names, rounds, scale, asJson, writesReadme }: BenchArguments) {
  const chosen = rows.filter(({ name }) => names.length === 0 || names.includes(name));
  const comparisons: Comparison[] = [];
  const failures: string[] = [];
  for (const { name, run } of chosen) {
    // Progress is no part of the output.
    const told = (what: string): void => console.error(`${name}: ${what}`);
    try {
      comparisons.push(...(await run({ rounds, scale, told })));
    } catch (error) {
      // The other rows are worth their time all the same.
      const why = error instanceof Error ? error.message : String(error);
      failures.push(`Not measured: ${name} (${why.split("\n")[0]}).`);
      process.exitCode = 1;
    }
  }
  const missing = rows.filter((row) => !chosen.includes(row)).map(({ name }) => name);
  const left = missing.length === 0 ? [] : [`Not in this run: ${missing.join(", ")}.`];
  const circumstances = [describe(rounds), ...failures, ...left].join(" ");
  if (asJson) {
    const { version } = process;
    console.log(
      JSON.stringify({ node: version, rounds, scale, circumstances, comparisons }, null, 2),
    );
  } else console.log(`\n${textTable(comparisons)}\n\n${circumstances}`);
  if (writesReadme) writeReadme(comparisons, circumstances);
}

function describe(rounds: number): string {
  const split = cores.areSplit ? "the server on one core, the load on the others" : "cores shared";
  return [
    `Programs in turn in one run, ${rounds} rounds, medians;`,
    `the ratio is the median of the rounds' ratios.`,
    `${cores.count} cores, ${split}, Node ${process.versions.node}.`,
  ].join(" ");
}

try {
  await bench(
    parseArguments(
      process.argv.slice(2),
      rows.map(({ name }) => name),
    ),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 1;
}
