import type { KeyId } from "../protocol/public-key.ts";
import type { TurnOptions } from "./turn.ts";

/** Every limit that an operator may change; PROTOCOL.md section 5 gives the reasons. */
export interface Limits {
  readonly joinsPerMinute: number;
  readonly socketsPerAddress: number;
  readonly unauthenticatedPerAddress: number;
  readonly relayPerSecond: number;
  readonly relayBytesPerSecond: number;
  readonly queuedBytes: number;
  readonly membersPerRoom: number;
  readonly rooms: number;
  readonly knocksPerRoom: number;
  readonly knocksPerMinute: number;
  readonly listsPerMinute: number;
  readonly sockets: number;
}

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** `wss://host`; null accepts this machine's names with the port that was taken. */
  readonly publicOrigin: string | null;
  readonly trustedProxies: ReadonlySet<string>;
  readonly turn: TurnOptions | null;
  /** Hosts that may open rooms here; null: everyone. */
  readonly roomCreators: ReadonlySet<KeyId> | null;
  readonly limits: Limits;
}
