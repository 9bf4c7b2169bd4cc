import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Test vectors published by others lie beside the project, not in it. */
const folder = fileURLToPath(new URL("../../../../shared/vectors/", import.meta.url));

/** True where the folder is there; else says in one line what `what` skips. */
export function hasPublishedVectors(what: string): boolean {
  if (existsSync(folder)) return true;
  console.warn(`skipped: ${what}; the published vectors are not at ../shared/vectors`);
  return false;
}

export function publishedText(path: string): string {
  return readFileSync(folder + path, "utf8");
}

/** A Wycheproof file: groups of tests, each with an expected result. */
export interface Wycheproof<Group, Test> {
  readonly numberOfTests: number;
  readonly testGroups: readonly (Group & { readonly tests: readonly (Test & WycheproofTest)[] })[];
}
export interface WycheproofTest {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly result: "valid" | "invalid" | "acceptable";
}

export function wycheproof<Group, Test>(name: string): Wycheproof<Group, Test> {
  return JSON.parse(publishedText(`wycheproof/${name}.json`)) as Wycheproof<Group, Test>;
}
