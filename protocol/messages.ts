import { fromBase64, fromBase64url } from "./base64.ts";
import { type ErrorCode, errorCodes, refuse } from "./codes.ts";
import { parseId } from "./join.ts";
import { type Fields, parseJsonObject } from "./json-object.ts";
import { frameMaxBytes, protocolVersion, signatureMaxLength, statementMaxBytes } from "./limits.ts";
import type { PublicJwk } from "./public-key.ts";
import { parsePublicJwk } from "./read-key.ts";
import { parseSigned, type Signed } from "./signed.ts";
import { parseSignedList, type SignedList } from "./signed-list.ts";
import { parseTime } from "./statement.ts";

/** The text frames of PROTOCOL.md section 5: what a client may say, and what a server may. */

export interface Request {
  readonly type: "request";
  readonly version: typeof protocolVersion;
  readonly roomId: string;
}
export interface Create {
  readonly type: "create";
  readonly list: SignedList;
}
export interface Auth extends Signed {
  readonly type: "auth";
}
export interface Resume {
  readonly type: "resume";
  readonly payload: string;
  readonly signature: string;
  readonly join: Signed;
}
/** To the server `peerId` names the admin it is for; from it, the peer it came from. */
export interface Knock extends Signed {
  readonly type: "knock";
  readonly peerId: string;
  /** Base64 of a sealed box that one admin can open. */
  readonly box: string;
}
export interface ListChange extends SignedList {
  readonly type: "list";
}

export type ClientMessage = Request | Create | Auth | Resume | Knock | ListChange;

/** A participant as the server tells of one: everybody checks the statement themselves. */
export interface PeerStatement extends Signed {
  /** Base64url of 16 bytes: the first of H(join statement). */
  readonly peerId: string;
}
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}
export interface Challenge {
  readonly type: "challenge";
  readonly roomId: string;
  readonly issuedAtMs: number;
  readonly nonce: string;
  readonly ttlMs: number;
  /** Null where the server does not know the room. */
  readonly room: { readonly host: PublicJwk; readonly salt: string } | null;
}
export interface Joined {
  readonly type: "joined";
  readonly peerId: string;
  readonly list: SignedList;
  readonly peers: readonly PeerStatement[];
  readonly iceServers: readonly IceServer[];
  readonly resumeAfterMs: number;
}
export interface Waiting {
  readonly type: "waiting";
  readonly admins: readonly PeerStatement[];
}
export interface PeerJoined extends PeerStatement {
  readonly type: "peer-joined";
}
export const leaveReasons = ["left", "away", "removed", "replaced", "lost"] as const;
export type LeaveReason = (typeof leaveReasons)[number];
export interface PeerLeft {
  readonly type: "peer-left";
  readonly peerId: string;
  readonly reason: LeaveReason;
}
export interface IceServers {
  readonly type: "ice-servers";
  readonly iceServers: readonly IceServer[];
}
export interface ServerError {
  readonly type: "error";
  readonly code: ErrorCode;
  readonly message: string;
  readonly fatal: boolean;
  readonly retryAfterMs?: number;
}

export type ServerMessage =
  | Challenge
  | Joined
  | Waiting
  | PeerJoined
  | PeerLeft
  | Knock
  | ListChange
  | IceServers
  | ServerError;

/** Rebuilds a client's message from known fields, or refuses; nothing unknown passes through. */
export function parseClientMessage(text: string): ClientMessage {
  const fields = parseObject(text);
  switch (fields["type"]) {
    case "request": {
      if (fields["version"] !== protocolVersion) {
        throw refuse("version", "message", `this speaks version ${protocolVersion} only`);
      }
      return {
        type: "request",
        version: protocolVersion,
        roomId: parseId(string(fields, "roomId")),
      };
    }
    case "create":
      return { type: "create", list: parseSignedList(fields["list"]) };
    case "auth":
      return { type: "auth", ...parseSigned(fields, statementMaxBytes) };
    case "resume":
      return {
        type: "resume",
        payload: string(fields, "payload", statementMaxBytes),
        signature: string(fields, "signature", signatureMaxLength),
        join: parseSigned(fields["join"], statementMaxBytes),
      };
    case "knock":
      return parseKnock(fields);
    case "list":
      return { type: "list", ...parseSignedList(fields) };
    default:
      throw malformed("is of no type a client may send");
  }
}

/** Rebuilds a server's message from known fields, or refuses. */
export function parseServerMessage(text: string): ServerMessage {
  const fields = parseObject(text);
  switch (fields["type"]) {
    case "challenge":
      return {
        type: "challenge",
        roomId: parseId(string(fields, "roomId")),
        issuedAtMs: parseTime(string(fields, "issuedAt")),
        nonce: parseId(string(fields, "nonce")),
        ttlMs: number(fields, "ttlMs"),
        room: fields["room"] === null ? null : parseRoomFacts(fields["room"]),
      };
    case "joined":
      return {
        type: "joined",
        peerId: peerIdOf(fields),
        list: parseSignedList(fields["list"]),
        peers: array(fields, "peers").map(parsePeer),
        iceServers: array(fields, "iceServers").map(parseIceServer),
        resumeAfterMs: number(fields, "resumeAfterMs"),
      };
    case "waiting":
      return { type: "waiting", admins: array(fields, "admins").map(parsePeer) };
    case "peer-joined":
      return { type: "peer-joined", ...parsePeer(fields) };
    case "peer-left": {
      const reason = leaveReasons.find((known) => known === fields["reason"]);
      if (reason === undefined) throw malformed("gives a reason that is none");
      return { type: "peer-left", peerId: peerIdOf(fields), reason };
    }
    case "knock":
      return parseKnock(fields);
    case "list":
      return { type: "list", ...parseSignedList(fields) };
    case "ice-servers":
      return { type: "ice-servers", iceServers: array(fields, "iceServers").map(parseIceServer) };
    case "error":
      return parseError(fields);
    default:
      throw malformed("is of no type a server may send");
  }
}

/** The wire form of a message: times are written as ISO text, absent fields are absent. */
export function writeMessage(message: ClientMessage | ServerMessage): string {
  if (message.type !== "challenge") return JSON.stringify(message);
  const { issuedAtMs, ...rest } = message;
  return JSON.stringify({ ...rest, issuedAt: new Date(issuedAtMs).toISOString() });
}

function parseObject(text: string): Fields {
  if (text.length > frameMaxBytes) throw refuse("size", "size", "the message is too long");
  return parseJsonObject(text);
}

function string(fields: Fields, name: string, maxLength = 4_096): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value !== "string" || value.length > maxLength) throw malformed(`lacks ${name}`);
  return value;
}

function number(fields: Fields, name: string): number {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw malformed(`lacks ${name}`);
  }
  return value;
}

function array(fields: Fields, name: string): unknown[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!Array.isArray(value) || value.length > 1_000) throw malformed(`lacks ${name}`);
  return value;
}

function object(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw malformed("lacks an object");
  return value as Fields;
}

function peerIdOf(fields: Fields): string {
  const peerId = string(fields, "peerId");
  fromBase64url(peerId, 16);
  return peerId;
}

function parsePeer(value: unknown): PeerStatement {
  return { peerId: peerIdOf(object(value)), ...parseSigned(value, statementMaxBytes) };
}

function parseKnock(fields: Fields): Knock {
  const box = string(fields, "box");
  fromBase64(box);
  return { type: "knock", ...parsePeer(fields), box };
}

function parseRoomFacts(value: unknown): { host: PublicJwk; salt: string } {
  const fields = object(value);
  const salt = string(fields, "salt");
  fromBase64url(salt, 16);
  return { host: parsePublicJwk(fields["host"]), salt };
}

function parseIceServer(value: unknown): IceServer {
  const fields = object(value);
  const urls = array(fields, "urls").map((url) => {
    if (typeof url !== "string" || !/^(stun|turns?):[^\s]{1,255}$/.test(url)) {
      throw malformed("names an ICE server that is none");
    }
    return url;
  });
  if (!Object.hasOwn(fields, "username")) return { urls };
  return {
    urls,
    username: string(fields, "username"),
    credential: string(fields, "credential"),
  };
}

function parseError(fields: Fields): ServerError {
  const code = errorCodes.find((known) => known === fields["code"]);
  if (code === undefined || typeof fields["fatal"] !== "boolean") {
    throw malformed("is an error without code");
  }
  return {
    type: "error",
    code,
    message: string(fields, "message"),
    fatal: fields["fatal"],
    ...(Object.hasOwn(fields, "retryAfterMs")
      ? { retryAfterMs: number(fields, "retryAfterMs") }
      : {}),
  };
}

function malformed(what: string): Error {
  return refuse("format", "message", `the message ${what}`);
}
