import { fromBase64url } from "./base64.ts";
import { refuse } from "./codes.ts";
import { parseId } from "./join.ts";
import { serverOriginOf, webOriginOf } from "./server-origin.ts";

/** `https://<server>/r/<room id>#k=<room secret>&i=<one-time invite>`. */
export interface RoomLink {
  /** `wss://host`, or `ws://localhost:port`. */
  readonly server: string;
  readonly roomId: string;
  /** 22 characters, 16 bytes. The fragment never reaches the server. */
  readonly secret: string;
  readonly invite: string | null;
}

export function buildRoomLink(link: RoomLink): string {
  const invite = link.invite === null ? "" : `&i=${link.invite}`;
  return `${webOriginOf(link.server)}/r/${link.roomId}#k=${link.secret}${invite}`;
}

/** Refuses with check `server`, `room` or `encoding`; spaces around the text are forgiven. */
export function parseRoomLink(text: string): RoomLink {
  const trimmed = text.trim();
  const server = serverOriginOf(trimmed);
  const url = new URL(trimmed);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw refuse("format", "room", "a room link begins with https://");
  }
  const [, roomId] = /^\/r\/([A-Za-z0-9_-]{43})$/.exec(url.pathname) ?? [];
  if (roomId === undefined || url.search !== "") {
    throw refuse("format", "room", "the link leads to no room");
  }
  const [, secret, invite] =
    /^#k=([A-Za-z0-9_-]{22})(?:&i=([A-Za-z0-9_-]{22}))?$/.exec(url.hash) ?? [];
  if (secret === undefined) {
    throw refuse("format", "room", "the link has lost its end, the part behind #");
  }
  fromBase64url(secret, 16);
  if (invite !== undefined) fromBase64url(invite, 16);
  const link = { server, roomId: parseId(roomId), secret, invite: invite ?? null };
  // What a browser tidies (case, default port) is forgiven, an empty query or port is not.
  if (buildRoomLink(link) !== url.href)
    throw refuse("format", "room", "the link has something odd");
  return link;
}
