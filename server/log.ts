import { type DestinationStream, type Logger, pino } from "pino";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * One line for each change in the life of the server, of a room and, at debug, of a socket. Never a
 * frame, a statement, a signature or a credential; key ids and addresses at debug only. A room is
 * named by the first characters of its id: enough to follow it, too few to knock at it.
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}

export function roomTag(roomId: string): string {
  return roomId.slice(0, 8);
}
