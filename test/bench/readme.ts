import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/steps/root.mjs";
import type { Comparison } from "./row.ts";
import { markdownTable } from "./table.ts";

const begin = "<!-- figures -->";
const end = "<!-- /figures -->";

/** Replaces what stands between the two marks of the README. */
export function writeReadme(comparisons: readonly Comparison[], circumstances: string): void {
  const path = join(root, "README.md");
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no ${begin} … ${end}.`);
  const part = [
    begin,
    "",
    `Made by \`npm run bench -- --write-readme\`. ${circumstances}`,
    "",
    markdownTable(comparisons),
    "",
    "",
  ].join("\n");
  writeFileSync(path, text.slice(0, from) + part + text.slice(to));
}
