import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../../scripts/steps/root.mjs";

interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

describe("the lockfile", () => {
  // npm leaves out a system's package where its registry does not offer it, and `npm ci` then
  // refuses the whole file, on a fresh clone and not before.
  it("names the packages of every system", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });

  it("agrees with package.json, where every version is exact", () => {
    const wanted = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Locked;
    const direct = { ...wanted.dependencies, ...wanted.devDependencies };
    expect(packages[""]).toMatchObject({
      dependencies: wanted.dependencies,
      devDependencies: wanted.devDependencies,
    });
    for (const [name, version] of Object.entries(direct)) {
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });
});
