import type { Clock } from "../clock.ts";
import type { ConnectionFindings, ConnectionView, OpenConnection } from "./connection-check.ts";
import { relaysAmong } from "./relay-only.ts";

/** *Test connection*: what it found last, and what is known of the call's servers. */
export interface ConnectionDesk {
  readonly view: () => ConnectionView;
  readonly check: () => void;
}

export interface ConnectionDeskInput {
  /** Null before the first way into the call. */
  readonly servers: () => readonly RTCIceServer[] | null;
  readonly open: OpenConnection;
  readonly clock: Clock;
  readonly changed: () => void;
}

export function createConnectionDesk(input: ConnectionDeskInput): ConnectionDesk {
  let findings: ConnectionFindings | null = null;
  let isRunning = false;

  const run = async (): Promise<void> => {
    // Rarely used: not part of what every call loads.
    const { checkConnection } = await import("./connection-check.ts");
    findings = await checkConnection(input.open, input.servers() ?? [], input.clock);
  };

  return {
    view: () => {
      const servers = input.servers();
      return {
        knowsServers: servers !== null,
        offersRelay: servers !== null && relaysAmong(servers).length > 0,
        isRunning,
        findings,
      };
    },
    check: () => {
      if (isRunning) return;
      isRunning = true;
      input.changed();
      run()
        .catch(() => undefined)
        .finally(() => {
          isRunning = false;
          input.changed();
        });
    },
  };
}
