import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../../../scripts/steps/root.mjs";
import { freePort } from "../../support/e2e/free-port.ts";
import { within } from "../load/within.ts";
import { findCores } from "./cores.ts";

/** A server in a process of its own, on a core of its own. */
export interface Program {
  readonly port: number;
  /** Microseconds that its process has computed since it began. */
  readonly cpuMicros: () => Promise<number>;
  /** Bytes resident, after a full garbage collection. */
  readonly residentBytes: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export const cores = findCores();

const startMs = 15_000;
const answerMs = 30_000;
const probe = fileURLToPath(new URL("probe.mjs", import.meta.url));

/** Starts a script of Node that listens on `PORT` of 127.0.0.1. */
export async function startProgram(
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  cores.stepAside();
  const port = await freePort();
  const extra = (process.env["BENCH_NODE_OPTIONS"] ?? "").split(" ").filter(Boolean);
  const args = [...extra, "--import", probe, script];
  const [command, allArgs] = cores.onMeasured(process.execPath, args);
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(command, allArgs, {
    cwd: root,
    env: { PATH, HOME, TMPDIR, NODE_ENV: "production", PORT: String(port), ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const close = async (): Promise<void> => {
    if (!isRunning(child)) return;
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    const ended = await Promise.race([exited, wait(3_000, undefined, { ref: false })]);
    if (ended === undefined) {
      child.kill("SIGKILL");
      await exited;
    }
  };
  try {
    await within(startMs, `the start of ${script}`, listening(child, port));
  } catch (error) {
    await close();
    throw error;
  }
  const ask = createAsk(child);
  return { port, cpuMicros: () => ask("cpu"), residentBytes: () => ask("memory"), close };
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  while (isRunning(child)) {
    if (await accepts(port)) return;
    await wait(30);
  }
  throw new Error(`the measured program ended with ${child.exitCode ?? child.signalCode}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const answer = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", () => answer(true)).once("error", () => answer(false));
  });
}

function createAsk(child: ChildProcess): (what: "cpu" | "memory") => Promise<number> {
  let count = 0;
  const asked = new Map<number, (value: number) => void>();
  child.on("message", (answer) => {
    const { id, value } = answer as { id: number; value: number };
    asked.get(id)?.(value);
    asked.delete(id);
  });
  return (ask) => {
    count += 1;
    const id = count;
    const answered = new Promise<number>((resolve) => asked.set(id, resolve));
    child.send({ id, ask });
    return within(answerMs, `the program's ${ask}`, answered);
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
