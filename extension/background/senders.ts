import { AppError } from "../shared/errors.ts";
import type { RequestName } from "../shared/requests.ts";
import { barePage, pagePaths, type RoomAddress, roomOfCallPage } from "./pages.ts";
import type { Ports } from "./ports.ts";

/** Who asks: told from what the browser says of the sender, never from the message. */
export type Asker =
  | { readonly context: "popup" }
  | { readonly context: "approval"; readonly tabId: number }
  /** `room`: the one that the tab's own URL names. */
  | { readonly context: "call"; readonly tabId: number; readonly room: RoomAddress }
  /** The content script of a room page; `page`: its URL without the fragment. */
  | { readonly context: "room-page"; readonly page: string };
type Context = Asker["context"];

/** Who may ask for what. A request that is not in this table does not compile. */
export const mayAsk = {
  "wallet/list": ["popup", "call"],
  "wallet/generate": ["popup"],
  "wallet/inspect-file": ["popup"],
  "wallet/import": ["popup"],
  "wallet/rename": ["popup"],
  "wallet/remove": ["popup"],
  "approvals/list": ["popup"],
  "approvals/show": ["popup", "call"],
  "approvals/dismiss": ["popup"],
  "approvals/current": ["approval"],
  "approvals/approve": ["approval"],
  "approvals/deny": ["approval"],
  "rooms/create": ["popup"],
  "rooms/open": ["popup"],
  "rooms/recent": ["popup"],
  "rooms/forget": ["popup"],
  "servers/list": ["popup"],
  "servers/add": ["popup"],
  "servers/remove": ["popup"],
  "call/room": ["call"],
  "call/remember": ["call"],
  "call/newest-list": ["call"],
  "call/make-invite": ["call"],
  "call/invites": ["call"],
  "call/use-invite": ["call"],
  "call/ask": ["call"],
  "call/outcome": ["call"],
  "call/cancel": ["call"],
  "call/known-keys": ["call"],
  "call/known-names": ["call"],
  "contacts/list": ["popup", "call"],
  "contacts/save": ["popup", "call"],
  "contacts/remove": ["popup", "call"],
  "contacts/seen": ["call"],
  "room-page/join": ["room-page"],
} as const satisfies Record<RequestName, readonly Context[]>;

/** Those who may ask for `Name`. */
export type AskerOf<Name extends RequestName> = Extract<
  Asker,
  { context: (typeof mayAsk)[Name][number] }
>;

/** The part of runtime.MessageSender that is read. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
}

/** Rejects whoever is neither a page of this extension nor its script on a room page. */
export function askerOf(sender: Sender, own: Ports["own"]): Asker {
  const { id, url, frameId, tab } = sender;
  // Frames are refused altogether: whoever embeds a page decides what lies over it.
  if (id !== own.id || url === undefined || (frameId !== undefined && frameId !== 0)) {
    throw refused();
  }
  const page = barePage(url);
  const tabId = tab?.id;
  if (page === own.baseUrl + pagePaths.popup || page === own.baseUrl + pagePaths.popupTab) {
    return { context: "popup" };
  }
  if (tabId === undefined) throw refused();
  if (page === own.baseUrl + pagePaths.approval) return { context: "approval", tabId };
  if (page === own.baseUrl + pagePaths.call) {
    const room = roomOfCallPage(url);
    if (room === null) throw refused();
    return { context: "call", tabId, room };
  }
  if (!/^https?:\/\/[^/]+\/r\/[A-Za-z0-9_-]{43}$/.test(page) || frameId !== 0) throw refused();
  return { context: "room-page", page };
}

export function assertMayAsk<Name extends RequestName>(
  asker: Asker,
  name: Name,
): asserts asker is AskerOf<Name> {
  const contexts: readonly Context[] = mayAsk[name];
  if (!contexts.includes(asker.context)) throw refused();
}

function refused(): AppError {
  return new AppError("request/refused");
}
