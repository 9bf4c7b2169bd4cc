import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../../../scripts/steps/root.mjs";
import { freePort } from "./free-port.ts";

export interface ServerOptions {
  /** Options of the server, such as `LIMIT_JOINS_PER_MINUTE`. */
  readonly env?: Readonly<Record<string, string>>;
  /** How far the server's clock is ahead of everybody's; negative for behind. */
  readonly clockAheadMs?: number;
}

/** The built server as a process of its own. */
export interface LatchkeyServer {
  /** `http://127.0.0.1:<port>`: what a person types into *Server*. */
  readonly address: string;
  /** `ws://127.0.0.1:<port>`: as statements name it. */
  readonly origin: string;
  /** All it has logged. */
  readonly log: () => string;
  /** As an operator stops it; rejects where it does not end. */
  readonly stop: () => Promise<void>;
  /** As a machine loses it. */
  readonly kill: () => Promise<void>;
  /** Again on the same port, with nothing remembered. */
  readonly start: () => Promise<void>;
  /** Takes in nothing and says nothing, and its sockets stay open. */
  readonly pause: () => void;
  readonly goOn: () => void;
  /** Ends it, whatever state it is in. */
  readonly close: () => Promise<void>;
}

const startMs = 15_000;
const stopMs = 15_000;
/** Longer than any test file; a forgotten server ends by itself. */
const lifeMs = 900_000;

// Ends the server where the test's process vanished: its end of this pipe closes then.
const endsWithItsTest = asModule(
  "process.stdin.on('end', () => process.exit(1)).resume().unref();",
);

export async function startLatchkeyServer(options: ServerOptions = {}): Promise<LatchkeyServer> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let log = "";
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    if (isRunning(child)) throw new Error("the server runs already");
    const started = spawn(process.execPath, argumentsFor(options), {
      cwd: root,
      env: { ...plainEnvironment(), ...options.env, HOST: "127.0.0.1", PORT: String(port) },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: lifeMs,
      killSignal: "SIGKILL",
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    }
    const until = performance.now() + startMs;
    while (!(await isHealthy(address))) {
      if (!isRunning(started)) throw new Error(`the server ended at once:\n${log}`);
      if (performance.now() > until) throw new Error(`the server does not answer:\n${log}`);
      await wait(50);
    }
  };

  const end = async (signal: NodeJS.Signals, withinMs: number): Promise<void> => {
    const ending = child;
    if (ending === undefined || !isRunning(ending)) return;
    const exited = once(ending, "exit");
    ending.kill(signal);
    if ((await Promise.race([exited, wait(withinMs, undefined, { ref: false })])) === undefined) {
      ending.kill("SIGKILL");
      await exited;
      throw new Error(`the server did not end ${withinMs} ms after ${signal}:\n${log}`);
    }
  };

  const server: LatchkeyServer = {
    address,
    origin: address.replace("http:", "ws:"),
    log: () => log,
    start,
    stop: () => end("SIGTERM", stopMs),
    kill: () => end("SIGKILL", stopMs),
    pause: () => void child?.kill("SIGSTOP"),
    goOn: () => void child?.kill("SIGCONT"),
    close: () => end("SIGKILL", stopMs),
  };
  try {
    await start();
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

function argumentsFor({ clockAheadMs }: ServerOptions): string[] {
  const clock = clockAheadMs === undefined ? [] : ["--import", shiftedClock(clockAheadMs)];
  return ["--import", endsWithItsTest, ...clock, join(root, "dist", "server", "main.js")];
}

/** A module that moves the process's clock before anything else reads it. */
function shiftedClock(aheadMs: number): string {
  return asModule(`const RealDate = Date;
    globalThis.Date = class Date extends RealDate {
      constructor(...parts) {
        if (parts.length === 0) super(RealDate.now() + ${aheadMs});
        else super(...parts);
      }
      static now() {
        return RealDate.now() + ${aheadMs};
      }
    };`);
}

/** The machine's own options for a server must not reach the one under test. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, NODE_ENV: "production" };
}

function asModule(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}

async function isHealthy(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}
