import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/**
 * One core for the program that is measured, the others for what loads it. Where cores cannot be
 * chosen (not Linux, no taskset, one core only) both are left to the system.
 */
export interface Cores {
  readonly count: number;
  readonly areSplit: boolean;
  /** Command and arguments that run `command` on the measured core. */
  readonly onMeasured: (command: string, args: readonly string[]) => [string, string[]];
  /** Moves this process off the measured core, and back to all. */
  readonly stepAside: () => void;
  readonly stepBack: () => void;
}

export function findCores(): Cores {
  const allowed = allowedCores();
  const [measured, ...others] = allowed;
  if (measured === undefined || others.length === 0 || !canMove(allowed)) {
    return {
      count: allowed.length || availableParallelism(),
      areSplit: false,
      onMeasured: (command, args) => [command, [...args]],
      stepAside: () => {},
      stepBack: () => {},
    };
  }
  return {
    count: allowed.length,
    areSplit: true,
    onMeasured: (command, args) => ["taskset", ["-c", String(measured), command, ...args]],
    stepAside: () => void canMove(others),
    stepBack: () => void canMove(allowed),
  };
}

function canMove(cores: readonly number[]): boolean {
  const args = ["-a", "-c", "-p", cores.join(","), String(process.pid)];
  return spawnSync("taskset", args, { stdio: "ignore", timeout: 5_000 }).status === 0;
}

function allowedCores(): number[] {
  let status: string;
  try {
    status = readFileSync("/proc/self/status", "utf8");
  } catch {
    return [];
  }
  const list = /^Cpus_allowed_list:\s*([\d,-]+)$/m.exec(status)?.[1] ?? "";
  return list.split(",").flatMap((range) => {
    const [first, last = first] = range.split("-").map(Number);
    if (first === undefined || last === undefined) return [];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
