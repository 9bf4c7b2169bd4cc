import { parseRoomLink, type RoomLink } from "../../protocol/room-link.ts";

/** What is wrong with a text that should be a room link: each has a sentence of its own. */
export type LinkFault = "empty" | "no-link" | "plain-http" | "end-lost" | "no-room";

export type CheckedLink =
  | { readonly link: RoomLink; readonly fault: null }
  | { readonly link: null; readonly fault: LinkFault };

/** Checks a pasted link as it is typed. protocol/room-link.ts judges; this finds the words. */
export function checkRoomLink(text: string): CheckedLink {
  const trimmed = text.trim();
  if (trimmed === "") return { link: null, fault: "empty" };
  try {
    return { link: parseRoomLink(trimmed), fault: null };
  } catch {
    return { link: null, fault: faultOf(trimmed) };
  }
}

function faultOf(text: string): LinkFault {
  if (/\s/.test(text) || !URL.canParse(text)) return "no-link";
  const url = new URL(text);
  const isOnThisMachine = url.hostname === "localhost" || url.hostname === "127.0.0.1";
  if (url.protocol === "http:" && !isOnThisMachine) return "plain-http";
  if (url.protocol !== "http:" && url.protocol !== "https:") return "no-link";
  // Messengers that cut a link off at # leave a good path with nothing behind it.
  if (/^\/r\/[A-Za-z0-9_-]{43}$/.test(url.pathname)) return "end-lost";
  return "no-room";
}
