import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { closeCodes } from "../protocol/codes.ts";
import type { Primitives } from "../protocol/sshsig.ts";
import type { Clock } from "./clock.ts";
import type { Engine } from "./engine/engine.ts";
import { createHttpListener } from "./http.ts";
import { createMetrics, type Holds } from "./metrics.ts";
import type { ServerOptions } from "./options.ts";
import type { Services } from "./services.ts";
import { createSockets, type Sockets } from "./sockets.ts";
import { Switchboard } from "./switchboard.ts";
import { Throttle } from "./throttle.ts";
import { createUpgrade } from "./upgrade.ts";
import { createWatch } from "./watch.ts";

export interface ServerDeps {
  readonly clock: Clock;
  /** Cryptographically random bytes. */
  readonly random: (length: number) => Uint8Array;
  readonly primitives: Primitives;
  readonly engine: Engine;
  readonly log: Logger;
  /** Whether `/metrics` tells of the Node process too. */
  readonly withProcessMetrics: boolean;
}

export interface SignalingServer {
  /** Gives where it listens. Rejects where the address is taken. */
  readonly listen: () => Promise<{ readonly host: string; readonly port: number }>;
  /**
   * Takes nobody new, sends everyone away with 1001 over a moment, and ends; at the latest after
   * `withinMs`. What is asked twice happens once.
   */
  readonly stop: (withinMs?: number) => Promise<void>;
  /** What it holds now, for those who watch for leaks. */
  readonly holds: () => Holds;
}

export function createSignalingServer(options: ServerOptions, deps: ServerDeps): SignalingServer {
  const { clock, engine, log } = deps;
  const throttle = new Throttle(options.limits);
  let origins: ReadonlySet<string> = new Set();
  let isOpen = false;

  const holds = (): Holds => ({
    sockets: sockets.size,
    sessions: switchboard.size,
    rooms: engine.size,
    addresses: throttle.size,
  });
  const metrics = createMetrics(holds, deps.withProcessMetrics);
  const switchboard = new Switchboard({ ...deps, turn: options.turn, metrics });
  const services: Services = {
    ...deps,
    options,
    origins: () => origins,
    throttle,
    switchboard,
    metrics,
  };
  const sockets: Sockets = createSockets(services);

  const http = createServer(
    {
      // A socket that says nothing, or very slowly, is not worth keeping.
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 8_192,
      connectionsCheckingInterval: 5_000,
    },
    createHttpListener({ engine, metrics, isReady: () => isOpen, log }),
  );
  http.maxConnections = options.limits.sockets;
  http.on(
    "upgrade",
    createUpgrade(services, sockets, () => isOpen),
  );

  const watch = createWatch(services, sockets);

  const listen: SignalingServer["listen"] = async () => {
    await new Promise<void>((resolve, reject) => {
      http.once("error", reject);
      http.listen(options.port, options.host, () => {
        http.off("error", reject);
        resolve();
      });
    });
    const { address, port } = http.address() as AddressInfo;
    origins = new Set(
      options.publicOrigin === null
        ? [`ws://localhost:${port}`, `ws://127.0.0.1:${port}`]
        : [options.publicOrigin],
    );
    isOpen = true;
    watch.start();
    log.info({ address, port, origins: [...origins] }, "listening");
    if (options.publicOrigin === null && !isLoopback(address)) {
      log.warn("PUBLIC_ORIGIN is not set: only people on this machine can join");
    }
    return { host: address, port };
  };

  let stopping: Promise<void> | null = null;
  const stop = async (withinMs: number): Promise<void> => {
    isOpen = false;
    log.info(holds(), "stopping");
    const closed = new Promise<void>((resolve) => {
      if (http.listening) http.close(() => resolve());
      else resolve();
    });
    http.closeIdleConnections();
    sendAway(sockets, clock, Math.min(withinMs / 2, sockets.size * 2));
    const cutOff = clock.after(withinMs, () => {
      for (const { socket } of sockets.all()) socket.terminate();
      http.closeAllConnections();
    });
    await closed;
    cutOff();
    watch.stop();
    log.info("stopped");
  };

  return { listen, stop: (withinMs = 10_000) => (stopping ??= stop(withinMs)), holds };
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** Not all at the same moment, so that they do not all come back at the same moment. */
function sendAway(sockets: Sockets, clock: Clock, overMs: number): void {
  for (const connection of sockets.all()) {
    clock.after(Math.floor(Math.random() * overMs), () => {
      if (connection.state !== "closed") connection.close(closeCodes.restart);
    });
  }
}
