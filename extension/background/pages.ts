import { parseId } from "../../protocol/join.ts";
import { parseServerOrigin } from "../../protocol/server-origin.ts";

/** The extension's own pages, by the path they have in the package. */
export const pagePaths = {
  popup: "extension/popup/index.html",
  popupTab: "extension/popup/tab.html",
  approval: "extension/approval/index.html",
  call: "extension/call/index.html",
} as const;

/** Which room, without its secret: an address ends up in the history and in crash reports. */
export interface RoomAddress {
  readonly server: string;
  readonly roomId: string;
}

export function isSameRoom(a: RoomAddress, b: RoomAddress): boolean {
  return a.server === b.server && a.roomId === b.roomId;
}

export function callPage({ server, roomId }: RoomAddress): string {
  return `${pagePaths.call}?server=${encodeURIComponent(server)}&room=${roomId}`;
}

/** A URL of this extension without query and fragment. */
export function barePage(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** The room that a call tab's own URL names; null where it names none. */
export function roomOfCallPage(url: string): RoomAddress | null {
  const query = new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? "");
  try {
    return {
      server: parseServerOrigin(query.get("server") ?? ""),
      roomId: parseId(query.get("room") ?? ""),
    };
  } catch {
    return null;
  }
}
