import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bin } from "../../../scripts/steps/bin.mjs";
import { run } from "../../../scripts/steps/run.mjs";
import { zipFolder } from "../../../scripts/steps/zip-folder.mjs";
import { builtFolder, filesBelow, requireBuild } from "../../support/build/built-extension.ts";

const elsewhere = mkdtempSync(join(tmpdir(), "latchkey-build-"));

beforeAll(requireBuild, 180_000);
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

function digests(folder: string, files: readonly string[]): Record<string, string> {
  const digest = (file: string): string =>
    createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
  return Object.fromEntries(files.map((file) => [file, digest(file)]));
}

it.each(["chrome", "call"])(
  "builds the bytes of %s again, in another folder",
  async (part) => {
    const out = join(elsewhere, part);
    const { code, output } = await run(process.execPath, [bin("vite"), "build"], {
      timeoutMs: 120_000,
      env: { LATCHKEY_PART: part, LATCHKEY_OUT: out, NODE_ENV: "production" },
    });
    expect(code, output).toBe(0);
    const files = filesBelow(out);
    expect(digests(out, files)).toEqual(digests(builtFolder("chrome"), files));
  },
  130_000,
);

it("packs the same files to the same bytes, whatever their dates", () => {
  const copy = join(elsewhere, "copy");
  cpSync(builtFolder("chrome"), copy, { recursive: true });
  for (const file of filesBelow(copy)) utimesSync(join(copy, file), 1, 1);
  expect(Buffer.from(zipFolder(copy))).toEqual(Buffer.from(zipFolder(builtFolder("chrome"))));
});
