import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { systemClock } from "./clock.ts";
import { ConfigError } from "./config-values.ts";
import { type Config, helpText, readConfig } from "./config.ts";
import { MemoryEngine } from "./engine/memory.ts";
import { createLog } from "./log.ts";
import { createSignalingServer } from "./server.ts";
import { createPrimitives } from "./primitives.ts";

// The environment, the signals, and nothing else.

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  process.stdout.write(helpText());
} else {
  const config = configOrExit();
  const log = createLog(config.logLevel);
  const server = createSignalingServer(config, {
    clock: systemClock,
    random: randomBytes,
    primitives: createPrimitives(),
    engine: new MemoryEngine(config.limits.rooms),
    log,
    withProcessMetrics: true,
  });
  const stop = (): void => void server.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  server.listen().catch((error: Error) => exitWith(`The server cannot listen: ${error.message}.`));
}

function configOrExit(): Config {
  try {
    return readConfig(process.env, (path) => readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof ConfigError) return exitWith(error.message);
    throw error;
  }
}

function exitWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
