import { roughly } from "./measure.ts";
import type { Comparison, Reach } from "./row.ts";

const head = ["", "Latchkey", "compared with", "", "ratio", "reach", ""] as const;
/** Words to the left, numbers to the right. */
const isNumber = [false, true, false, true, true, true, false] as const;

/** For a terminal. */
export function textTable(comparisons: readonly Comparison[]): string {
  const cells = [head, ...comparisons.map(cellsOf)];
  return padded(cells)
    .map((row) => row.join("  ").trimEnd())
    .join("\n");
}

/** For a page; padded as the formatter wants it. */
export function markdownTable(comparisons: readonly Comparison[]): string {
  const [first, ...rows] = padded([head, ...comparisons.map(cellsOf)]);
  const rules = (first ?? []).map((cell, column) =>
    isNumber[column] ? `${"-".repeat(cell.length - 1)}:` : "-".repeat(cell.length),
  );
  return [first ?? [], rules, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function cellsOf(comparison: Comparison): string[] {
  const { what, unit, latchkey, against, other, ratio, reach, isMet } = comparison;
  return [
    `${what} (${unit})`,
    roughly(latchkey),
    against,
    roughly(other),
    ratio.toFixed(2),
    reachText(reach),
    isMet ? "reached" : "not reached",
  ];
}

function reachText(reach: Reach): string {
  return "atLeast" in reach ? `≥ ${reach.atLeast.toFixed(2)}` : `≤ ${reach.atMost.toFixed(2)}`;
}

function padded(rows: readonly (readonly string[])[]): string[][] {
  const widths = head.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return isNumber[column] ? cell.padStart(width) : cell.padEnd(width);
    }),
  );
}
