import { serverOriginOf } from "../protocol/server-origin.ts";
import { canonicalAddress } from "./address.ts";
import { type LogLevel, logLevels } from "./log.ts";
import type { ServerOptions } from "./options.ts";
import { readRoomCreators } from "./room-creators.ts";

/** One reader for each kind of value; each throws a `ConfigError` for what does not fit. */

/** A value that stops the start; the message is one sentence that names the option. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

export function readLimit(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text) || value === 0) {
    throw new ConfigError(`${name} must be a positive whole number, not ${quote(text)}.`);
  }
  return value;
}

export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new ConfigError(`PORT must be a whole number from 0 to 65535, not ${quote(text)}.`);
  }
  return port;
}

export function readOrigin(text: string): string {
  const isOriginOnly = /^[a-z]+:\/\/[^/?#@]+\/?$/i.test(text);
  try {
    if (isOriginOnly) return serverOriginOf(text);
  } catch {
    // Told of below: one sentence for every way to be wrong.
  }
  throw new ConfigError(
    `PUBLIC_ORIGIN must be an origin such as https://call.example.org, not ${quote(text)}.`,
  );
}

export function readAddress(text: string): string {
  const address = canonicalAddress(text);
  if (address === null) {
    throw new ConfigError(`TRUSTED_PROXIES must name IP addresses, not ${quote(text)}.`);
  }
  return address;
}

export function readTurn(urls: readonly string[], secret: string): ServerOptions["turn"] {
  const wrong = urls.find((url) => !/^(stun|turns?):[^\s/]{1,255}$/.test(url));
  if (wrong !== undefined) {
    throw new ConfigError(`TURN_URLS must be turn:, turns: or stun: URLs, not ${quote(wrong)}.`);
  }
  const needsSecret = urls.some((url) => !url.startsWith("stun:"));
  if (needsSecret && secret === "") {
    throw new ConfigError("TURN_SECRET must be set where TURN_URLS names a TURN server.");
  }
  if (urls.length === 0 && secret !== "") {
    throw new ConfigError("TURN_URLS must be set where TURN_SECRET is.");
  }
  return urls.length === 0 ? null : { urls, secret };
}

export function readCreators(
  path: string,
  readFile: (path: string) => string,
): ServerOptions["roomCreators"] {
  if (path === "") return null;
  let text: string;
  try {
    text = readFile(path);
  } catch {
    throw new ConfigError(`ROOM_CREATORS names a file that cannot be read: ${quote(path)}.`);
  }
  const { keys, wrongLine } = readRoomCreators(text);
  if (wrongLine !== null) {
    throw new ConfigError(`ROOM_CREATORS has no key id (SHA256:…) in line ${wrongLine}.`);
  }
  return keys;
}

export function readLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text);
  if (level !== undefined) return level;
  throw new ConfigError(`LOG_LEVEL must be one of ${logLevels.join(", ")}, not ${quote(text)}.`);
}

export function listOf(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
