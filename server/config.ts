import * as defaults from "../protocol/limits.ts";
import {
  ConfigError,
  listOf,
  readAddress,
  readCreators,
  readLimit,
  readLogLevel,
  readOrigin,
  readPort,
  readTurn,
} from "./config-values.ts";
import { type LogLevel, logLevels } from "./log.ts";
import type { Limits, ServerOptions } from "./options.ts";

export interface Config extends ServerOptions {
  readonly logLevel: LogLevel;
}

interface Option {
  /** As `--help` shows it; what is read where the variable is unset or empty. */
  readonly fallback: string;
  readonly doc: string;
}

export const options = {
  HOST: { fallback: "127.0.0.1", doc: "Address to listen on; 0.0.0.0 or :: for all" },
  PORT: { fallback: "8787", doc: "Port to listen on; 0 takes any free one" },
  PUBLIC_ORIGIN: {
    fallback: "",
    doc: "What people reach this server by, such as https://call.example.org; unset: localhost and 127.0.0.1 with the port",
  },
  TRUSTED_PROXIES: {
    fallback: "",
    doc: "Addresses, by comma, of the reverse proxies whose X-Forwarded-For is believed; without it everyone behind a proxy counts as one address",
  },
  TURN_URLS: { fallback: "", doc: "turn:, turns: and stun: URLs for those who joined, by comma" },
  TURN_SECRET: { fallback: "", doc: "Secret shared with the TURN server (static-auth-secret)" },
  NATS_URL: { fallback: "", doc: "Reserved for several nodes; this version runs as one" },
  ROOM_CREATORS: {
    fallback: "",
    doc: "File with the key ids that may open rooms, one a line; unset: everyone",
  },
  LOG_LEVEL: { fallback: "info", doc: `One of ${logLevels.join(", ")}` },
  LIMIT_JOINS_PER_MINUTE: limit(defaults.joinsPerMinute, "Joins a minute an address"),
  LIMIT_SOCKETS_PER_ADDRESS: limit(
    defaults.socketsPerAddress,
    "Sockets an address (a /64 of IPv6)",
  ),
  LIMIT_UNAUTHENTICATED_PER_ADDRESS: limit(
    defaults.unauthenticatedPerAddress,
    "Sockets an address that have not joined yet",
  ),
  LIMIT_RELAY_PER_SECOND: limit(
    defaults.relayPerSecond,
    "Messages a second a socket; three and a third times as many at once",
  ),
  LIMIT_RELAY_BYTES_PER_SECOND: limit(defaults.relayBytesPerSecond, "Bytes a second a socket"),
  LIMIT_QUEUED_BYTES: limit(
    defaults.queuedMaxBytes,
    "Bytes queued to a slow receiver before it is closed",
  ),
  LIMIT_MEMBERS_PER_ROOM: limit(defaults.meshMaxMembers, "Members of a room"),
  LIMIT_ROOMS: limit(defaults.roomsMax, "Rooms; the one empty for longest makes place"),
  LIMIT_KNOCKS_PER_ROOM: limit(defaults.knocksPerRoom, "Knocks pending a room"),
  LIMIT_KNOCKS_PER_MINUTE: limit(defaults.knocksPerMinute, "Knocks a minute an address"),
  LIMIT_LISTS_PER_MINUTE: limit(
    defaults.listsPerMinute,
    "Access list versions a minute, of a room and of a socket",
  ),
  LIMIT_SOCKETS: limit(20_000, "Sockets of all addresses together"),
} as const satisfies Record<string, Option>;
type OptionName = keyof typeof options;

/** Reads environment variables. Throws `ConfigError` for the first value that does not fit. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Config {
  const text = (name: OptionName): string => env[name]?.trim() || options[name].fallback;
  if (text("NATS_URL") !== "") {
    throw new ConfigError("NATS_URL is not supported by this version: leave it unset.");
  }
  return {
    host: text("HOST"),
    port: readPort(text("PORT")),
    publicOrigin: text("PUBLIC_ORIGIN") === "" ? null : readOrigin(text("PUBLIC_ORIGIN")),
    trustedProxies: new Set(listOf(text("TRUSTED_PROXIES")).map(readAddress)),
    turn: readTurn(listOf(text("TURN_URLS")), text("TURN_SECRET")),
    roomCreators: readCreators(text("ROOM_CREATORS"), readFile),
    logLevel: readLogLevel(text("LOG_LEVEL")),
    limits: readLimits((name) => readLimit(name, text(name))),
  };
}

export function helpText(): string {
  const width = Math.max(...Object.keys(options).map((name) => name.length));
  const lines = Object.entries(options).map(([name, { fallback, doc }]) => {
    const shown = fallback === "" ? "unset" : fallback;
    return `  ${name.padEnd(width)}  ${doc} (${shown})`;
  });
  return [
    "Latchkey signaling server",
    "",
    "Options are environment variables, here with what they do and, in brackets, their default:",
    "",
    ...lines,
    "",
    "It speaks plain HTTP: put a proxy with TLS in front, and name it in TRUSTED_PROXIES.",
    "",
  ].join("\n");
}

function limit(fallback: number, doc: string): Option {
  return { fallback: String(fallback), doc };
}

function readLimits(read: (name: OptionName) => number): Limits {
  return {
    joinsPerMinute: read("LIMIT_JOINS_PER_MINUTE"),
    socketsPerAddress: read("LIMIT_SOCKETS_PER_ADDRESS"),
    unauthenticatedPerAddress: read("LIMIT_UNAUTHENTICATED_PER_ADDRESS"),
    relayPerSecond: read("LIMIT_RELAY_PER_SECOND"),
    relayBytesPerSecond: read("LIMIT_RELAY_BYTES_PER_SECOND"),
    queuedBytes: read("LIMIT_QUEUED_BYTES"),
    membersPerRoom: read("LIMIT_MEMBERS_PER_ROOM"),
    rooms: read("LIMIT_ROOMS"),
    knocksPerRoom: read("LIMIT_KNOCKS_PER_ROOM"),
    knocksPerMinute: read("LIMIT_KNOCKS_PER_MINUTE"),
    listsPerMinute: read("LIMIT_LISTS_PER_MINUTE"),
    sockets: read("LIMIT_SOCKETS"),
  };
}

/** The defaults, for a server that is not started from the environment. */
export const defaultLimits = readLimits((name) => readLimit(name, options[name].fallback));
