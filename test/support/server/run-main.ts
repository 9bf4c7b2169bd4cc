import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface RunningMain {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<{ readonly code: number | null; readonly output: string }>;
  /** Origin once it listens; rejects where it ends before. */
  readonly listening: Promise<{ readonly url: string; readonly origin: string }>;
}

/** server/main.ts as a process of its own, as `npm run serve` has it. */
export function runMain(env: Readonly<Record<string, string>>, args: string[] = []): RunningMain {
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts", ...args], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listening = new Promise<{ url: string; origin: string }>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const port = /"port":(\d+)/.exec(output)?.[1];
      if (port !== undefined) {
        resolve({ url: `http://127.0.0.1:${port}`, origin: `ws://127.0.0.1:${port}` });
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", () => reject(new Error(`ended before it listened: ${output}`)));
  });
  // Whoever runs it only for what it prints does not ask.
  listening.catch(() => {});
  const exit = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, output }));
  });
  return { child, output: () => output, exit, listening };
}
