import type { Logger } from "pino";
import type { Primitives } from "../protocol/sshsig.ts";
import type { Clock } from "./clock.ts";
import type { Engine } from "./engine/engine.ts";
import type { Metrics } from "./metrics.ts";
import type { ServerOptions } from "./options.ts";
import type { Switchboard } from "./switchboard.ts";
import type { Throttle } from "./throttle.ts";

/** What the handlers of messages work with. */
export interface Services {
  readonly options: ServerOptions;
  /** Origins that statements may name; known once the server listens. */
  readonly origins: () => ReadonlySet<string>;
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
  readonly primitives: Primitives;
  readonly engine: Engine;
  readonly throttle: Throttle;
  readonly switchboard: Switchboard;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Too much of something: refused with `rate`, and when to come back. */
export class TryLater extends Error {
  override readonly name = "TryLater";
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}
