import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { hubAddress } from "./lab.ts";

/** A real coturn in the hub, with credentials as our server makes them. */
export interface RelayServer {
  readonly urls: string;
  readonly secret: string;
  /** Addresses to which an allocation was made: its log names them. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

const startMs = 10_000;

export async function startRelayServer(hub: string): Promise<RelayServer> {
  const secret = "a secret of this test";
  const folder = mkdtempSync(join(tmpdir(), "latchkey-turn-"));
  const options = [
    ["--listening-ip", hubAddress],
    ["--relay-ip", hubAddress],
    ["--listening-port", "3478"],
    ["--min-port", "50000"],
    ["--max-port", "50999"],
    ["--static-auth-secret", secret],
    ["--realm", "latchkey.test"],
    ["--userdb", join(folder, "db")],
    ["--pidfile", join(folder, "pid")],
    ["--log-file", "stdout"],
  ].flat();
  const flags = ["--use-auth-secret", "--no-cli", "--no-tls", "--no-dtls", "--verbose"];
  let log = "";
  const child = spawn("ip", ["netns", "exec", hub, "turnserver", "-n", ...options, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  }
  const close = async (): Promise<void> => {
    if (child.exitCode === null) {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const until = performance.now() + startMs;
  while (!/UDP listener opened on/i.test(log)) {
    if (child.exitCode !== null || performance.now() > until) {
      await close();
      throw new Error(`coturn did not start:\n${log}`);
    }
    await wait(50);
  }
  return { urls: `turn:${hubAddress}:3478`, secret, log: () => log, close };
}
