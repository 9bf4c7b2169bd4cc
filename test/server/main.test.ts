import { afterEach, expect, test } from "vitest";
import { options } from "../../server/config.ts";
import { connect } from "../support/server/client.ts";
import { enter, openedRoom } from "../support/server/enter.ts";
import { type RunningMain, runMain } from "../support/server/run-main.ts";

const started: RunningMain[] = [];
function run(env: Readonly<Record<string, string>>, args?: string[]): RunningMain {
  const main = runMain(env, args);
  started.push(main);
  return main;
}
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill("SIGKILL");
});

test("--help lists every option and starts nothing", async () => {
  const { code, output } = await run({}, ["--help"]).exit;
  expect(code).toBe(0);
  for (const name of Object.keys(options)) expect(output).toContain(`  ${name} `);
});

test("a bad value ends it with one sentence and code 1", async () => {
  const { code, output } = await run({ PORT: "0", LIMIT_ROOMS: "none" }).exit;
  expect(code).toBe(1);
  expect(output).toBe('LIMIT_ROOMS must be a positive whole number, not "none".\n');
});

test("a port that is taken ends it with one sentence and code 1", async () => {
  const { url } = await run({ PORT: "0" }).listening;
  const { code, output } = await run({ PORT: new URL(url).port }).exit;
  expect(code).toBe(1);
  expect(output).toMatch(/^The server cannot listen: [^\n]*EADDRINUSE[^\n]*\.\n$/);
});

test("on SIGTERM it sends everybody away with 1001, takes nobody, and ends with code 0", async () => {
  const main = run({ PORT: "0" });
  const server = await main.listening;
  const { room, host, guests } = await openedRoom(server, 1);
  const guest = await enter(server, room, guests[0]!);
  const idle = await connect(server);
  main.child.kill("SIGTERM");
  for (const { closed } of [host.client, guest.client, idle]) expect(await closed).toBe(1001);
  const { code, output } = await main.exit;
  expect(code).toBe(0);
  expect(output).toContain('"msg":"stopped"');
  await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();
});
