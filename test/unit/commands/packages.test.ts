import { describe, expect, it } from "vitest";
import { packagesAreStale } from "../../../scripts/steps/packages.mjs";

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/ws": { version: "8.0.0", integrity: "sha512-a" },
  "node_modules/for-macs": { version: "1.0.0", integrity: "sha512-b", optional: true },
};

describe("the installed packages", () => {
  it("are stale where nothing was installed", () => {
    expect(packagesAreStale(wanted, undefined)).toBe(true);
  });

  it("are fresh with all that the lockfile wants, without those for other systems", () => {
    expect(packagesAreStale(wanted, { "node_modules/ws": wanted["node_modules/ws"] })).toBe(false);
  });

  it.each([
    ["a package is missing", {}],
    ["a version differs", { "node_modules/ws": { version: "8.0.1", integrity: "sha512-a" } }],
    ["the content differs", { "node_modules/ws": { version: "8.0.0", integrity: "sha512-x" } }],
  ])("are stale where %s", (_, installed) => {
    expect(packagesAreStale(wanted, installed)).toBe(true);
  });
});
