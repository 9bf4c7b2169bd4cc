import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "../../../scripts/steps/build.mjs";
import { root } from "../../../scripts/steps/root.mjs";

export const builtBrowsers = ["chrome", "firefox"] as const;
export type BuiltBrowser = (typeof builtBrowsers)[number];

/** Parts of a manifest that tests read; what is not named here is compared as a whole. */
export interface BuiltManifest {
  readonly permissions: readonly string[];
  readonly content_security_policy: { readonly extension_pages: string };
  readonly [key: string]: unknown;
}

/** Builds where dist is stale; to be awaited before anything in dist is read. */
export async function requireBuild(): Promise<void> {
  const { problem } = await ensureBuilt();
  if (problem !== undefined) throw new Error(problem);
}

export function builtFolder(browser: BuiltBrowser): string {
  return join(root, "dist", browser);
}

export function builtManifest(browser: BuiltBrowser): BuiltManifest {
  return JSON.parse(
    readFileSync(join(builtFolder(browser), "manifest.json"), "utf8"),
  ) as BuiltManifest;
}

/** Paths of all files below a folder, relative to it, sorted. */
export function filesBelow(folder: string, prefix = ""): string[] {
  return readdirSync(folder)
    .flatMap((name) =>
      statSync(join(folder, name)).isDirectory()
        ? filesBelow(join(folder, name), `${prefix}${name}/`)
        : [prefix + name],
    )
    .toSorted();
}
