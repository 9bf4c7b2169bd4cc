import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bin } from "../../../scripts/steps/bin.mjs";
import { root } from "../../../scripts/steps/root.mjs";
import { run } from "../../../scripts/steps/run.mjs";

const house = mkdtempSync(join(tmpdir(), "latchkey-lint-"));

beforeAll(() => {
  for (const file of [".oxlintrc.json", "tsconfig.base.json"]) {
    cpSync(join(root, file), join(house, file));
  }
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
  writeFileSync(
    join(house, "tsconfig.json"),
    JSON.stringify({ extends: "./tsconfig.base.json", include: ["."] }),
  );
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

async function lint(source: string): Promise<string> {
  const path = join(house, "tried.ts");
  writeFileSync(path, source);
  const args = [bin("oxlint"), "--config", join(house, ".oxlintrc.json"), "--deny-warnings", path];
  const { output } = await run(process.execPath, args, { timeoutMs: 60_000 });
  return output;
}

it("finds nothing in a promise that is awaited", async () => {
  const source =
    "async function send(): Promise<void> {}\nexport const f = async () => await send();\n";
  expect(await lint(source)).toContain("Found 0 warnings and 0 errors");
});

// These need types: without tsgolint they would pass in silence.
it.each([
  ["a promise that nobody awaits", "no-floating-promises", "send();"],
  ["a promise as a condition", "no-misused-promises", "if (send()) throw new Error();"],
  [
    "an async callback that nobody awaits",
    "no-misused-promises",
    "[1].forEach(async () => await send());",
  ],
  ["a value that may be anything", "no-unsafe-assignment", 'export const x = JSON.parse("1");'],
])("finds %s", async (_, rule, line) => {
  expect(await lint(`async function send(): Promise<void> {}\n${line}\n`)).toContain(rule);
});
