import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { run } from "../../../scripts/steps/run.mjs";

it("gives the exit code and the output of both streams", async () => {
  const script = "console.log('out'); console.error('err'); process.exit(3)";
  const outcome = await run(process.execPath, ["-e", script], { timeoutMs: 10_000 });
  expect(outcome).toMatchObject({ code: 3, timedOut: false });
  expect(outcome.output).toContain("out\n");
  expect(outcome.output).toContain("err\n");
});

it("says where a program cannot start", async () => {
  const outcome = await run("no-such-program-of-latchkey", [], { timeoutMs: 10_000 });
  expect(outcome.code).toBe(127);
  expect(outcome.output).toContain("ENOENT");
});

// A suite that hung would leave its server behind, which then holds the port of the next run.
it("ends a program that hangs, with what it started", async () => {
  const grandchild = `
    const server = require("node:net").createServer().listen(0, "127.0.0.1", () => {
      console.log("port", server.address().port);
    });`;
  const script = `
    const { spawn } = require("node:child_process");
    spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" });
    setInterval(() => {}, 1000);`;
  const outcome = await run(process.execPath, ["-e", script], { timeoutMs: 2_000 });
  expect(outcome).toMatchObject({ code: 1, timedOut: true });
  const socket = connect(Number(/port (\d+)/.exec(outcome.output)?.[1]), "127.0.0.1");
  await expect(once(socket, "connect")).rejects.toThrow("ECONNREFUSED");
}, 20_000);
