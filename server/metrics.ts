import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";

/** What is counted in the way of every message: plain numbers, read when somebody asks. */
export interface RelayTally {
  frames: number;
  bytes: number;
  droppedForRate: number;
  droppedForNobody: number;
}

export interface Metrics {
  readonly relay: RelayTally;
  /** Somebody came in, or is at the door; a room was opened. */
  readonly admitted: (how: "join" | "resume" | "create", to: "joined" | "waiting" | "open") => void;
  /** A try to come in failed, with this error code. */
  readonly refused: (code: string) => void;
  readonly listOffered: (outcome: string) => void;
  /** Why the server closed a socket. */
  readonly closed: (why: string) => void;
  readonly socketRefused: (why: string) => void;
  /** Text in the format of Prometheus, with its content type. */
  readonly page: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

/** What a server holds now; read at the moment somebody asks. */
export interface Holds {
  readonly sockets: number;
  /** Sockets that joined or wait at a door. */
  readonly sessions: number;
  /** Empty ones too. */
  readonly rooms: number;
  /** Addresses that limits are kept for. */
  readonly addresses: number;
}

/** `withProcess` adds those of Node itself, which watch for as long as the process lives. */
export function createMetrics(holds: () => Holds, withProcess: boolean): Metrics {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  if (withProcess) collectDefaultMetrics({ register });
  const relay: RelayTally = { frames: 0, bytes: 0, droppedForRate: 0, droppedForNobody: 0 };

  const gauge = (name: string, help: string, read: () => number): void => {
    const collect = function (this: Gauge): void {
      this.set(read());
    };
    void new Gauge({ name: `latchkey_${name}`, help, registers, collect });
  };
  gauge("sockets", "Open sockets", () => holds().sockets);
  gauge("sessions", "Sockets that joined or wait at a door", () => holds().sessions);
  gauge("rooms", "Rooms known, empty ones too", () => holds().rooms);
  gauge("addresses", "Addresses that limits are kept for", () => holds().addresses);

  const tallied = (name: string, help: string, read: () => number): void => {
    const collect = function (this: Counter): void {
      this.reset();
      this.inc(read());
    };
    void new Counter({ name: `latchkey_${name}_total`, help, registers, collect });
  };
  tallied("relay_frames", "Relayed messages", () => relay.frames);
  tallied("relay_bytes", "Relayed bytes", () => relay.bytes);
  tallied("relay_dropped_rate", "Messages dropped by the rate limit", () => relay.droppedForRate);
  tallied("relay_dropped_peer", "Messages to nobody", () => relay.droppedForNobody);

  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `latchkey_${name}_total`, help, labelNames, registers });
  const admissions = counter("admissions", "Who came in, and rooms opened", ["how", "to"]);
  const refusals = counter("refusals", "Tries to come in that failed", ["code"]);
  const lists = counter("lists", "Access lists offered", ["outcome"]);
  const closes = counter("closes", "Sockets closed by the server", ["why"]);
  const turnedAway = counter("sockets_refused", "Sockets not taken", ["why"]);

  return {
    relay,
    admitted: (how, to) => admissions.inc({ how, to }),
    refused: (code) => refusals.inc({ code }),
    listOffered: (outcome) => lists.inc({ outcome }),
    closed: (why) => closes.inc({ why }),
    socketRefused: (why) => turnedAway.inc({ why }),
    page: async () => ({ contentType: register.contentType, body: await register.metrics() }),
  };
}
