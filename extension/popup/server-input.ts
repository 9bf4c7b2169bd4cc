import { ProtocolError } from "../../protocol/codes.ts";
import { serverOriginOf, webOriginOf } from "../../protocol/server-origin.ts";
import type { RoomRecord } from "../shared/room-record.ts";

export const defaultServer = "http://localhost:8787";

/**
 * The origin (`wss://…`, or `ws://…` on this machine) of what a person typed into *Server*: an
 * address, a room link, or a bare host name. Null where it is none.
 */
export function serverOfInput(text: string): string | null {
  const typed = text.trim();
  if (typed === "" || /\s/.test(typed)) return null;
  const isOnThisMachine = /^(?:localhost|127\.0\.0\.1)(?:[:/]|$)/i.test(typed);
  const url = typed.includes("://") ? typed : `${isOnThisMachine ? "http" : "https"}://${typed}`;
  try {
    return serverOriginOf(url);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** What *Server* begins with: where a room was opened last. */
export function lastServer(rooms: readonly RoomRecord[]): string {
  const [latest] = rooms.toSorted((a, b) => b.openedAtMs - a.openedAtMs);
  return latest === undefined ? defaultServer : webOriginOf(latest.server);
}

/** The host of an origin with its port, as people say it. */
export function hostOf(server: string): string {
  return server.replace(/^\w+:\/\//, "");
}

/** Room pages of this machine have the button from the start; a permission is for other hosts. */
export function needsPermission(server: string): boolean {
  return server.startsWith("wss://");
}

/** Match patterns name no port in Firefox, and without one they match every port in both. */
export function permissionOrigin(server: string): string {
  return `https://${new URL(server).hostname}/*`;
}
