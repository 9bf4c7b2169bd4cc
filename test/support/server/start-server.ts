import { randomBytes } from "node:crypto";
import { type Clock, systemClock } from "../../../server/clock.ts";
import { defaultLimits } from "../../../server/config.ts";
import { MemoryEngine } from "../../../server/engine/memory.ts";
import { createLog, type LogLevel } from "../../../server/log.ts";
import type { Limits, ServerOptions } from "../../../server/options.ts";
import { createSignalingServer, type SignalingServer } from "../../../server/server.ts";
import type { Verifier } from "../../../protocol/sshsig.ts";
import { createPrimitives } from "../../../server/primitives.ts";
import type { ManualClock } from "./manual-clock.ts";

export interface TestServer {
  readonly server: SignalingServer;
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** `ws://127.0.0.1:port`, as statements name it. */
  readonly origin: string;
  readonly port: number;
  /** Everything it has logged. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
}

export interface TestServerOptions extends Partial<Omit<ServerOptions, "limits">> {
  readonly limits?: Partial<Limits>;
  readonly clock?: Clock;
  readonly logLevel?: LogLevel;
  readonly verify?: Verifier;
}

/** The real server on a free port. Limits that no test is about are the defaults. */
export async function startServer(given: TestServerOptions = {}): Promise<TestServer> {
  const { limits, clock = systemClock, logLevel = "debug", verify, ...options } = given;
  const lines: string[] = [];
  const allLimits = { ...defaultLimits, ...limits };
  const server = createSignalingServer(
    {
      host: "127.0.0.1",
      port: 0,
      publicOrigin: null,
      trustedProxies: new Set(),
      turn: null,
      roomCreators: null,
      ...options,
      limits: allLimits,
    },
    {
      clock,
      random: randomBytes,
      primitives: { ...createPrimitives(), ...(verify && { verify }) },
      engine: new MemoryEngine(allLimits.rooms),
      log: createLog(logLevel, { write: (line: string) => void lines.push(line) }),
      withProcessMetrics: false,
    },
  );
  const { port } = await server.listen();
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    origin: options.publicOrigin ?? `ws://127.0.0.1:${port}`,
    port,
    logged: () => lines.join(""),
    stop: () => {
      const stopped = server.stop(1_000);
      if ("advance" in clock) (clock as ManualClock).advance(1_000);
      return stopped;
    },
  };
}
