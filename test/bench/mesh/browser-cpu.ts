import { readdirSync, readFileSync } from "node:fs";

/**
 * Processor time, user and system, in seconds, that the browsers started by this process have used
 * so far: each with its children, as /proc counts them. Linux only.
 */
export function browserSeconds(): number {
  const processes = new Map<number, { parent: number; name: string; seconds: number }>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const read = readStat(entry);
    if (read !== null) processes.set(Number(entry), read);
  }
  const isMine = (pid: number): boolean => {
    for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) {
      if (at === process.pid) return true;
    }
    return false;
  };
  return [...processes]
    .filter(([pid, { name }]) => /chrom/i.test(name) && isMine(pid))
    .reduce((sum, [, { seconds }]) => sum + seconds, 0);
}

/** Jiffies of /proc are hundredths of a second on every Linux that Node runs on. */
const ticksPerSecond = 100;

function readStat(pid: string): { parent: number; name: string; seconds: number } | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // It ended while this was reading.
    return null;
  }
  const [, name = "", rest = ""] = /^\d+ \((.*)\) (.*)$/s.exec(text) ?? [];
  // See proc(5): from the third field on; ppid is the 4th, utime and stime the 14th and 15th.
  const fields = rest.split(" ");
  const seconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  return { parent: Number(fields[1]), name, seconds };
}
