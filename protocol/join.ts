import { fromBase64url } from "./base64.ts";
import { refuse } from "./codes.ts";
import { joinMaxLifeMs } from "./limits.ts";
import { pointFromText } from "./point.ts";
import { type KeyId, parseKeyId } from "./public-key.ts";
import { parseServerOrigin } from "./server-origin.ts";
import {
  assertRebuilds,
  buildStatement,
  formatTime,
  parseTime,
  readStatement,
  valuesOf,
} from "./statement.ts";

export const powers = ["none", "admit"] as const;
export type Powers = (typeof powers)[number];

/** "Latchkey v1: join a call": certifies the three session keys of one call. */
export interface JoinStatement {
  /** `wss://host` or `ws://localhost:port`. */
  readonly server: string;
  readonly room: string;
  readonly host: KeyId;
  readonly key: KeyId;
  readonly powers: Powers;
  /** 87 characters each: an uncompressed P-256 point. */
  readonly sessionSign: string;
  readonly sessionDh: string;
  /** `sha-256 AB:CD:…`, the fingerprint of the session's DTLS certificate. */
  readonly sessionDtls: string;
  /** The server's 32 bytes. */
  readonly nonce: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

const title = "Latchkey v1: join a call";
const names = [
  "Server",
  "Room",
  "Host",
  "Key",
  "Powers",
  "Session sign",
  "Session DH",
  "Session DTLS",
  "Nonce",
  "Issued At",
  "Expires At",
] as const;

export function buildJoin(join: JoinStatement): string {
  return buildStatement(title, [
    ["Server", join.server],
    ["Room", join.room],
    ["Host", join.host],
    ["Key", join.key],
    ["Powers", join.powers],
    ["Session sign", join.sessionSign],
    ["Session DH", join.sessionDh],
    ["Session DTLS", join.sessionDtls],
    ["Nonce", join.nonce],
    ["Issued At", formatTime(join.issuedAtMs)],
    ["Expires At", formatTime(join.expiresAtMs)],
  ]);
}

/** Refuses with check `encoding`, `server`, `point`, `session-keys`, `fingerprint`, `powers` or `time`. */
export function parseJoin(text: string): JoinStatement {
  const values = valuesOf(readStatement(text, title), names);
  const join: JoinStatement = {
    server: parseServerOrigin(values["Server"]),
    room: parseId(values["Room"]),
    host: parseKeyId(values["Host"]),
    key: parseKeyId(values["Key"]),
    powers: parsePowers(values["Powers"]),
    sessionSign: values["Session sign"],
    sessionDh: values["Session DH"],
    sessionDtls: parseFingerprint(values["Session DTLS"]),
    nonce: parseId(values["Nonce"]),
    issuedAtMs: parseTime(values["Issued At"]),
    expiresAtMs: parseTime(values["Expires At"]),
  };
  pointFromText(join.sessionSign);
  pointFromText(join.sessionDh);
  if (join.sessionSign === join.sessionDh) {
    throw refuse("auth", "session-keys", "one session key serves two purposes");
  }
  const lifeMs = join.expiresAtMs - join.issuedAtMs;
  if (lifeMs <= 0 || lifeMs > joinMaxLifeMs) {
    throw refuse("expired", "time", "a join statement holds at most 12 hours");
  }
  assertRebuilds(text, buildJoin(join));
  return join;
}

/** Refuses what is not 32 bytes of base64url: room ids, nonces, hashes. */
export function parseId(text: string): string {
  fromBase64url(text, 32);
  return text;
}

/** Refuses anything but `sha-256` and 32 upper-case hex bytes with colons. */
export function parseFingerprint(text: string): string {
  if (!/^sha-256 [0-9A-F]{2}(:[0-9A-F]{2}){31}$/.test(text)) {
    throw refuse("auth", "fingerprint", "not a SHA-256 certificate fingerprint");
  }
  return text;
}

function parsePowers(text: string): Powers {
  const found = powers.find((power) => power === text);
  if (found === undefined) throw refuse("format", "powers", "no such powers");
  return found;
}
