import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bin } from "../../../scripts/steps/bin.mjs";
import { root } from "../../../scripts/steps/root.mjs";
import { run } from "../../../scripts/steps/run.mjs";

// The project's own tsconfig files around parts of one file each, so that what is refused is refused
// by them, and nothing is written between the sources.
const house = mkdtempSync(join(tmpdir(), "latchkey-house-"));
const parts = [
  "protocol",
  "server",
  "extension/shared",
  "extension/background",
  "extension/popup",
  "extension/approval",
  "extension/call",
  "extension/room-link",
];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

beforeAll(() => {
  cpSync(join(root, "tsconfig.base.json"), join(house, "tsconfig.base.json"));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
  for (const part of parts) {
    write(`${part}/part.ts`, `export const part = "${part}";\n`);
    cpSync(join(root, part, "tsconfig.json"), join(house, part, "tsconfig.json"));
  }
  cpSync(join(root, "protocol", "platform.d.ts"), join(house, "protocol", "platform.d.ts"));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

async function compile(part: string, source: string): Promise<string> {
  const path = `${part}/tried.ts`;
  write(path, source);
  try {
    const args = [bin("typescript", "tsc"), "--build", join(house, part)];
    const { code, output } = await run(process.execPath, args, { timeoutMs: 60_000 });
    return code === 0 ? "accepted" : output;
  } finally {
    rmSync(join(house, path));
  }
}

const importing = (from: string, path: string): string =>
  `import { part } from "${"../".repeat(from.split("/").length)}${path}/part.ts";\nexport const seen = part;\n`;

it.each([
  ["server", "protocol"],
  ["extension/background", "protocol"],
  ["extension/call", "extension/shared"],
])("lets %s import %s", async (from, to) => {
  expect(await compile(from, importing(from, to))).toBe("accepted");
});

it.each([
  ["protocol", "server"],
  ["protocol", "extension/shared"],
  ["server", "extension/shared"],
  ["extension/shared", "extension/background"],
  ["extension/popup", "server"],
  ["extension/popup", "extension/background"],
  ["extension/approval", "extension/call"],
  ["extension/call", "extension/background"],
  ["extension/room-link", "extension/popup"],
  ["extension/background", "extension/call"],
])("refuses an import in %s of %s", async (from, to) => {
  expect(await compile(from, importing(from, to))).toMatch(/error TS(6059|6307)/);
});

it.each([
  ["protocol", "window", "window.name"],
  ["protocol", "document", "document.title"],
  ["protocol", "process", "process.pid"],
  ["protocol", "Buffer", 'Buffer.from("")'],
  ["server", "document", "document.title"],
  ["extension/background", "document", "document.title"],
  ["extension/call", "process", "process.pid"],
])("has in %s no %s", async (part, name, use) => {
  expect(await compile(part, `export const used: unknown = ${use};\n`)).toContain(
    `Cannot find name '${name}'`,
  );
});
