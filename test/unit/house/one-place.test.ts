import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../../scripts/steps/root.mjs";
import { filesBelow } from "../../support/build/built-extension.ts";

const sources = ["extension", "protocol", "server"].flatMap((part) =>
  filesBelow(join(root, part), `${part}/`)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") })),
);

function filesWith(pattern: RegExp, part: string): string[] {
  return sources
    .filter(({ file, text }) => file.startsWith(part) && pattern.test(text))
    .map(({ file }) => file);
}

describe("protocol/", () => {
  it("imports nothing but itself", () => {
    expect(filesWith(/\bfrom "(?!\.\/|\.\.\/(?!\.\.))|\bimport\("/, "protocol/")).toEqual([]);
  });
});

// What touches the platform stands behind one port, so that it can be replaced in tests and read in
// one sitting.
it.each([
  ["simple-peer", /\bfrom "simple-peer/, "extension/call/peers/peer-link.ts"],
  ["the socket to the server", /\bnew WebSocket\(/, "extension/call/session/signaling-client.ts"],
  ["camera, microphone and screen", /\.(getUserMedia|getDisplayMedia)\(/, "extension/call/media"],
  ["the database", /\bindexedDB\b|\bfrom "idb"/, "extension/background/database"],
])("uses %s in one place", (_, pattern, place) => {
  const found = filesWith(pattern, "extension/");
  expect(found.filter((file) => !file.startsWith(place))).toEqual([]);
});
