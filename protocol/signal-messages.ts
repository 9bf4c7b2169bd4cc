import { fromBase64url } from "./base64.ts";
import { type Bytes, utf8 } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { type Fields, parseJsonObject } from "./json-object.ts";
import { restartsMax, sdpMaxBytes } from "./limits.ts";

/** What two peers tell each other through the server, sealed: section 6. */

export interface IceCandidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
}

export type SignalMessage =
  /**
   * `conn`: 16 bytes, 22 characters, new for every RTCPeerConnection and chosen by lo. `restart`
   * counts the ICE restarts of one `conn` from 1, and an answer names the one that it answers;
   * left out of the first description.
   */
  | {
      readonly type: "offer" | "answer";
      readonly conn: string;
      readonly sdp: string;
      readonly restart?: number;
    }
  | { readonly type: "candidate"; readonly conn: string; readonly candidate: IceCandidate }
  /** Asks lo for an ICE restart of `conn`, which lives on. */
  | { readonly type: "restart"; readonly conn: string }
  /** Asks lo for a new connection in place of `conn`. */
  | { readonly type: "renegotiate"; readonly conn: string }
  | { readonly type: "bye" };

export function writeSignal(message: SignalMessage): Bytes {
  return utf8(JSON.stringify(message));
}

export function parseSignal(plaintext: Bytes): SignalMessage {
  const fields = parseJsonObject(plaintext);
  const { type } = fields;
  if (type === "bye") return { type };
  if (type === "renegotiate" || type === "restart") return { type, conn: connOf(fields) };
  if (type === "candidate") {
    return { type, conn: connOf(fields), candidate: parseCandidate(fields["candidate"]) };
  }
  if (type === "offer" || type === "answer") {
    const { sdp } = fields;
    if (typeof sdp !== "string") throw malformed();
    if (sdp.length > sdpMaxBytes) throw refuse("size", "sdp", "the description is too long");
    return { type, conn: connOf(fields), sdp, ...restartOf(fields) };
  }
  throw malformed();
}

function restartOf({ restart }: Fields): { restart?: number } {
  if (restart === undefined) return {};
  if (typeof restart !== "number" || !Number.isInteger(restart)) throw malformed();
  if (restart < 1 || restart > restartsMax) throw malformed();
  return { restart };
}

function connOf(fields: Fields): string {
  const { conn } = fields;
  if (typeof conn !== "string") throw malformed();
  fromBase64url(conn, 16);
  return conn;
}

function parseCandidate(value: unknown): IceCandidate {
  if (typeof value !== "object" || value === null) throw malformed();
  const { candidate, sdpMid, sdpMLineIndex } = value as Record<string, unknown>;
  if (typeof candidate !== "string" || !/^[\x20-\x7e]{0,1024}$/.test(candidate)) throw malformed();
  if (sdpMid !== null && sdpMid !== undefined) {
    if (typeof sdpMid !== "string" || !/^[\x21-\x7e]{1,32}$/.test(sdpMid)) throw malformed();
  }
  if (sdpMLineIndex !== null && sdpMLineIndex !== undefined) {
    if (typeof sdpMLineIndex !== "number" || !Number.isInteger(sdpMLineIndex)) throw malformed();
    if (sdpMLineIndex < 0 || sdpMLineIndex >= 64) throw malformed();
  }
  return { candidate, sdpMid: sdpMid ?? null, sdpMLineIndex: sdpMLineIndex ?? null };
}

function malformed(): Error {
  return refuse("format", "message", "the signal is malformed");
}
