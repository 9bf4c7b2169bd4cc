export interface BenchArguments {
  /** Rows to run; empty: all. */
  readonly names: readonly string[];
  readonly asJson: boolean;
  readonly writesReadme: boolean;
  readonly rounds: number;
  readonly scale: number;
}

export const usage = [
  "npm run bench -- [rows…] [--rounds N] [--json] [--write-readme] [--quick]",
  "",
  "  --rounds N      how often every program is measured (5)",
  "  --json          figures of all rounds on standard output",
  "  --write-readme  the table into README.md; rows that are not named are said to be missing",
  "  --quick         a tenth of the load: whether it runs, no figures",
].join("\n");

const defaultRounds = 5;
/** Fewer say too little to be published. */
const leastRounds = 3;

/** Throws a sentence for the first argument that does not fit. */
export function parseArguments(given: readonly string[], known: readonly string[]): BenchArguments {
  const names: string[] = [];
  const flags = new Set<string>();
  let rounds = defaultRounds;
  for (let index = 0; index < given.length; index += 1) {
    const argument = given[index]!;
    if (argument === "--rounds") {
      index += 1;
      rounds = readRounds(given[index] ?? "");
    } else if (["--json", "--write-readme", "--quick"].includes(argument)) flags.add(argument);
    else if (known.includes(argument)) names.push(argument);
    else throw new Error(`There is no row or option "${argument}". Rows: ${known.join(", ")}.`);
  }
  const isWhole = !flags.has("--quick") && rounds >= leastRounds;
  if (flags.has("--write-readme") && !isWhole) {
    throw new Error(`--write-readme wants rows in full, with at least ${leastRounds} rounds.`);
  }
  return {
    names,
    rounds,
    asJson: flags.has("--json"),
    writesReadme: flags.has("--write-readme"),
    scale: flags.has("--quick") ? 0.1 : 1,
  };
}

function readRounds(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new Error("--rounds wants a number from 1 to 99.");
  return Number(text);
}
