import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** True where ssh-keygen is installed; else says in one line what is skipped. */
export function hasSshKeygen(): boolean {
  if (spawnSync("ssh-keygen", ["-?"]).error === undefined) return true;
  console.warn("skipped: signatures made and verified by ssh-keygen, which is not installed here");
  return false;
}

/** What ssh-keygen prints. Throws with what it complains of where it fails. */
export function sshKeygen(args: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync("ssh-keygen", args, {
    input,
    encoding: "utf8",
    timeout: 20_000,
  });
  if (status !== 0) throw new Error(`ssh-keygen ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

/** A folder of its own; `remove` is for afterAll. */
export function tempFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "latchkey-ssh-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
