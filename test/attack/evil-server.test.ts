import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bin } from "../../scripts/steps/bin.mjs";
import { root } from "../../scripts/steps/root.mjs";
import { afterBindAttacks } from "../support/attack/evil-peer/after-bind.ts";
import { beforeBindAttacks } from "../support/attack/evil-peer/before-bind.ts";
import { sdpAttacks, unreadableSdp } from "../support/attack/evil-peer/spoilt-sdp.ts";
import { serverAttackNames, serverAttacks } from "../support/attack/evil-server/attacks.ts";

const folder = join(root, "test", "attack");
const readme = readFileSync(join(folder, "README.md"), "utf8");
const tests = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));

test("the page about the attacks names every switch and every test", () => {
  const switches = [
    ...serverAttackNames.filter((name) => name !== "none"),
    ...Object.keys({ ...sdpAttacks, ...unreadableSdp, ...beforeBindAttacks, ...afterBindAttacks }),
  ];
  expect(switches.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  const named = tests
    .map((name) => name.replace(".test.ts", ""))
    .filter((name) => name !== "evil-server");
  expect(named.filter((name) => !readme.includes(name))).toEqual([]);
});

test("every switch of the evil server is thrown by a test", () => {
  const written = tests.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  expect(serverAttackNames.filter((name) => !written.includes(`"${name}"`))).toEqual([]);
});

test("the evil server tells what it can do, also where it is asked for something else", () => {
  for (const [flags, status] of [
    [["--help"], 0],
    [["--attack", "honesty"], 1],
  ] as const) {
    const run = spawnSync(
      process.execPath,
      [bin("tsx"), join(folder, "evil-server.ts"), ...flags],
      {
        encoding: "utf8",
        timeout: 30_000,
      },
    );
    expect(run.status).toBe(status);
    for (const name of serverAttackNames) expect(run.stdout).toContain(serverAttacks[name].does);
  }
});
