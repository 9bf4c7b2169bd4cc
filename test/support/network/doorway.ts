import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The server of this machine's 127.0.0.1 at 127.0.0.1 of a namespace as well, over a Unix socket:
 * the line to the server is no part of the network between people, and can be cut by itself.
 */
export interface Doorway {
  /** Every line ends, and none opens. */
  readonly shut: () => void;
  readonly open: () => void;
  readonly close: () => Promise<void>;
}

// Runs inside the namespace; ends with the test's process.
const inside = `
  const [path, port] = process.argv.slice(-2);
  const net = require("node:net");
  net.createServer((near) => {
    const far = net.connect(path);
    near.pipe(far).pipe(near);
    near.on("error", () => far.destroy()).on("close", () => far.destroy());
    far.on("error", () => near.destroy()).on("close", () => near.destroy());
  }).listen(Number(port), "127.0.0.1", () => process.stdout.write("listening"));
  process.stdin.on("end", () => process.exit()).resume();
`;

export async function openDoorway(namespace: string, port: number): Promise<Doorway> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-door-"));
  const path = join(folder, "server");
  const lines = new Set<Socket>();
  let isOpen = true;
  const outside = createServer((near) => {
    if (!isOpen) return void near.destroy();
    const far = connect(port, "127.0.0.1");
    for (const end of [near, far]) {
      lines.add(end);
      end.on("error", () => end.destroy());
      end.on("close", () => {
        lines.delete(end);
        (end === near ? far : near).destroy();
      });
    }
    near.pipe(far).pipe(near);
  }).listen(path);
  await once(outside, "listening");
  const child: ChildProcess = spawn(
    "ip",
    ["netns", "exec", namespace, process.execPath, "-e", inside, path, String(port)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  if (child.stdout !== null) await once(child.stdout, "data");
  const endLines = (): void => {
    for (const end of lines) end.destroy();
  };
  return {
    shut: () => {
      isOpen = false;
      endLines();
    },
    open: () => {
      isOpen = true;
    },
    close: async () => {
      child.stdin?.end();
      endLines();
      outside.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
