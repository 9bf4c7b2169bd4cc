import { fromBase64url } from "./base64.ts";
import type { BindFrame } from "./bind.ts";
import { type Bytes, concat, equalBytes, utf8 } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { sha256 } from "./hash.ts";
import { parseFingerprint, parseId } from "./join.ts";
import { type Fields, parseJsonObject } from "./json-object.ts";
import type { Pair, Side } from "./pairwise.ts";

/** H("latchkey/1 commit\0" ‖ n ‖ H_of_whoever_commits): 32 bytes. */
export function commitmentOf(nonce: Bytes, joinHash: Bytes): Promise<Bytes> {
  return sha256(concat(utf8("latchkey/1 commit\0"), nonce, joinHash));
}

export async function commitmentHolds(
  commit: string,
  n: string,
  joinHash: Bytes,
): Promise<boolean> {
  const expected = await commitmentOf(fromBase64url(n, 32), joinHash);
  return equalBytes(expected, fromBase64url(commit, 32));
}

export interface Transcript {
  readonly pair: Pair;
  /** 16 bytes, chosen by lo. */
  readonly conn: Bytes;
  /** 32 raw bytes each, of the certificates really in use. */
  readonly myFingerprint: Bytes;
  readonly theirFingerprint: Bytes;
  readonly myNonce: Bytes;
  readonly theirNonce: Bytes;
}

/** T: 32 bytes that name this very channel. */
export function transcriptHash(transcript: Transcript): Promise<Bytes> {
  const { pair, conn, myFingerprint, theirFingerprint, myNonce, theirNonce } = transcript;
  const ordered =
    pair.mySide === "lo"
      ? [myFingerprint, theirFingerprint, myNonce, theirNonce]
      : [theirFingerprint, myFingerprint, theirNonce, myNonce];
  return sha256(concat(utf8("latchkey/1 bind\0"), pair.salt, conn, ...ordered));
}

export async function macOf(pair: Pair, side: Side, transcript: Bytes): Promise<Bytes> {
  const data = concat(roleOf(side), transcript);
  return new Uint8Array(await crypto.subtle.sign("HMAC", pair.bindKey, data));
}

/** Checks the other side's MAC, in constant time. */
export function macHolds(pair: Pair, mac: string, transcript: Bytes): Promise<boolean> {
  const theirSide = pair.mySide === "lo" ? "hi" : "lo";
  const data = concat(roleOf(theirSide), transcript);
  return crypto.subtle.verify("HMAC", pair.bindKey, fromBase64url(mac, 32), data);
}

/** The 32 raw bytes of `sha-256 AB:CD:…`. */
export function fingerprintBytes(fingerprint: string): Bytes {
  const hex = parseFingerprint(fingerprint).slice("sha-256 ".length).split(":");
  return Uint8Array.from(hex, (byte) => Number.parseInt(byte, 16));
}

/** `sha-256 AB:CD:…` of 32 raw bytes. */
export function fingerprintText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase());
  return `sha-256 ${hex.join(":")}`;
}

export function writeBindFrame(frame: BindFrame): string {
  return JSON.stringify(frame);
}

export function parseBindFrame(text: string): BindFrame {
  if (text.length > 256) throw notAFrame();
  let fields: Fields;
  try {
    fields = parseJsonObject(text);
  } catch (cause) {
    throw notAFrame(cause);
  }
  const { type, commit, n, mac } = fields;
  if (type === "b1" && typeof commit === "string") return { type, commit: parseId(commit) };
  if (type === "b2" && typeof n === "string") return { type, n: parseId(n) };
  if (type === "b3" && typeof mac === "string") return { type, mac: parseId(mac) };
  throw notAFrame();
}

function roleOf(side: Side): Bytes {
  return new Uint8Array([side === "lo" ? 1 : 2]);
}

function notAFrame(cause?: unknown): Error {
  return refuse("auth", "message", "something else than a bind frame came before the bind", cause);
}
