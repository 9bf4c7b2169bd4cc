import { expect, it } from "vitest";
import { nodeTooOld } from "../../../scripts/steps/node-version.mjs";

it.each(["20.19.0", "20.20.2", "21.0.0", "22.1.0"])("accepts Node %s", (version) => {
  expect(nodeTooOld(version)).toBeUndefined();
});

it.each(["18.20.0", "20.18.3", "9.99.0"])("says what to install instead of Node %s", (version) => {
  expect(nodeTooOld(version)).toContain(`needs Node 20.19 or newer; this is ${version}`);
});
