import { fromBase64url } from "../base64.ts";
import { carriedMaxBytes, peerIdBytes } from "../limits.ts";
import { refuse } from "../codes.ts";

/**
 * A sealed signaling box that goes over a participant whom both ends reach, where they do not reach
 * each other and the server may be gone. Whoever carries it can drop it, and nothing else.
 */
export type CarryMessage =
  /** To the one who carries: for the session `to`. `box`: base64url. */
  | { readonly type: "carry"; readonly to: string; readonly box: string }
  /** From the one who carries: it came from the session `from`, as only the box can prove. */
  | { readonly type: "carried"; readonly from: string; readonly box: string };

type Fields = Readonly<Record<string, unknown>>;

export function parseCarry(fields: Fields): CarryMessage {
  return { type: "carry", to: peerIdOf(fields["to"]), box: boxOf(fields["box"]) };
}

export function parseCarried(fields: Fields): CarryMessage {
  return { type: "carried", from: peerIdOf(fields["from"]), box: boxOf(fields["box"]) };
}

function peerIdOf(value: unknown): string {
  if (typeof value !== "string") throw malformed();
  fromBase64url(value, peerIdBytes);
  return value;
}

const boxMaxLength = Math.ceil((carriedMaxBytes * 4) / 3);

/** Base64url of a sealed signaling box, not decoded: who carries it has no need to. */
export function boxOf(value: unknown): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]+$/.test(value)) throw malformed();
  if (value.length > boxMaxLength) throw refuse("size", "message", "the box is too large");
  return value;
}

function malformed(): Error {
  return refuse("format", "message", "the message is malformed");
}
