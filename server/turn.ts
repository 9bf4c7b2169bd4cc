import { createHmac } from "node:crypto";
import { turnLifeMs } from "../protocol/limits.ts";
import type { IceServer } from "../protocol/messages.ts";

export interface TurnOptions {
  /** `turn:`, `turns:` and `stun:` URLs. */
  readonly urls: readonly string[];
  /** Shared with the TURN server (coturn's `static-auth-secret`); empty where no URL needs it. */
  readonly secret: string;
}

/**
 * ICE servers with credentials of their own for one session: the "TURN REST" scheme that coturn and
 * others read. The username is an end and a random word, never a key id: a TURN server must not
 * learn who calls.
 */
export function iceServersFor(
  turn: TurnOptions,
  nowMs: number,
  random: (length: number) => Uint8Array,
): IceServer[] {
  const stun = turn.urls.filter((url) => url.startsWith("stun:"));
  const relays = turn.urls.filter((url) => !url.startsWith("stun:"));
  const servers: IceServer[] = stun.length > 0 ? [{ urls: stun }] : [];
  if (relays.length === 0) return servers;
  const end = Math.floor((nowMs + turnLifeMs) / 1000);
  const username = `${end}:${Buffer.from(random(9)).toString("base64url")}`;
  const credential = createHmac("sha1", turn.secret).update(username).digest("base64");
  return [...servers, { urls: relays, username, credential }];
}
