import { randomBytes } from "node:crypto";

/** A link in the right form to a room that nobody has opened. */
export function linkToNoRoom(server: string): string {
  const part = (bytes: number): string => randomBytes(bytes).toString("base64url");
  return `${server}/r/${part(32)}#k=${part(16)}`;
}
