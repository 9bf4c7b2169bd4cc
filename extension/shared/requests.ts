import type { KeyId } from "../../protocol/public-key.ts";
import type { Door } from "../../protocol/room.ts";
import type { SignedList } from "../../protocol/signed-list.ts";
import type { ApprovalSummary, ApprovalView, Ask, Outcome } from "./approval.ts";
import type { KeyFileLock, KeyFileSecret } from "./key-file-lock.ts";
import type { Contact, KnownName, WayToVerify } from "./contact.ts";
import type { Identity } from "./identity.ts";
import type { AllowedKey, ListFork, OwnInvite, RoomRecord } from "./room-record.ts";

/**
 * Everything one context of the extension may ask the background: name, params, result. Both ends
 * are inferred from this map; who may ask for what is in background/senders.ts.
 */
export interface Requests {
  /** In the order of their making. */
  "wallet/list": { params: null; result: readonly Identity[] };
  "wallet/generate": { params: { name: string }; result: Identity };
  /** What a key file needs to be opened; null: nothing. Fails with a `wallet/import-…` code. */
  "wallet/inspect-file": { params: { text: string }; result: KeyFileLock | null };
  /** `text`: a key file's content. Fails with a `wallet/import-…` code; nothing is stored then. */
  "wallet/import": {
    params: { name: string; text: string; secret: KeyFileSecret | null };
    result: Identity;
  };
  "wallet/rename": { params: { keyId: KeyId; name: string }; result: Identity };
  "wallet/remove": { params: { keyId: KeyId }; result: null };

  "approvals/list": { params: null; result: readonly ApprovalSummary[] };
  /** Opens the approval window or brings it to the front. */
  "approvals/show": { params: null; result: null };
  "approvals/dismiss": { params: { id: string }; result: null };
  /** The request the approval window has to show; null where none waits. */
  "approvals/current": { params: null; result: ApprovalView | null };
  /** `statements`: what the window showed. Signing is refused where it is not what would be signed. */
  "approvals/approve": { params: { id: string; statements: readonly string[] }; result: null };
  "approvals/deny": { params: { id: string }; result: null };

  /** Makes salt and secret, keeps the record with its draft, opens the call tab in its lobby. */
  "rooms/create": {
    params: {
      server: string;
      identity: KeyId;
      door: Door;
      allowed: readonly AllowedKey[];
    };
    result: { link: string };
  };
  /** Opens the call tab of a link, or brings the one that is open for that room to the front. */
  "rooms/open": { params: { link: string }; result: null };
  "rooms/recent": { params: null; result: readonly RoomRecord[] };
  "rooms/forget": { params: { server: string; roomId: string }; result: null };

  /** Origins (`wss://…`) whose room pages may offer *Join with Latchkey*. */
  "servers/list": { params: null; result: readonly string[] };
  /** The page has asked for the permission already: only a click there may. */
  "servers/add": { params: { server: string }; result: readonly string[] };
  "servers/remove": { params: { server: string }; result: readonly string[] };

  /** From a call tab about its own room. */
  "call/room": { params: { server: string; roomId: string }; result: RoomRecord };
  "call/remember": {
    params: {
      server: string;
      roomId: string;
      host: KeyId;
      identity: KeyId;
      list: SignedList;
      version: number;
      fork: ListFork | null;
    };
    result: null;
  };
  /** The newest list the wallet remembers: another tab, or the approval window, may have brought it. */
  "call/newest-list": { params: { server: string; roomId: string }; result: SignedList | null };
  /** A link to the tab's own room that one person can use: with a token made for it. */
  "call/make-invite": { params: { server: string; roomId: string }; result: { link: string } };
  "call/invites": {
    params: { server: string; roomId: string };
    result: readonly OwnInvite[];
  };
  /** `key` has knocked with it. False where another key did before. */
  "call/use-invite": {
    params: { server: string; roomId: string; token: string; key: KeyId };
    result: boolean;
  };
  /** The outcome comes as event `approval-ended`, and to whoever asks `call/outcome`. */
  "call/ask": { params: Ask; result: { requestId: string } };
  /** Null while it still waits. */
  "call/outcome": { params: { requestId: string }; result: Outcome | null };
  "call/cancel": { params: { requestId: string }; result: null };
  /** What the person calls these keys: own identities, contacts, labels given when letting in. */
  "call/known-keys": { params: { keys: readonly KeyId[] }; result: readonly KnownName[] };
  /** Every name given to a key of somebody else's: by it one sees who borrows a name. */
  "call/known-names": { params: null; result: readonly KnownName[] };

  /** By name. */
  "contacts/list": { params: null; result: readonly Contact[] };
  /** `note` and `verified`: null leaves what was there. Fails with a `contact/…` code. */
  "contacts/save": {
    params: { key: KeyId; name: string; note: string | null; verified: WayToVerify | null };
    result: Contact;
  };
  "contacts/remove": { params: { key: KeyId }; result: null };
  /** These keys are in the call of this tab. Only contacts among them are written down. */
  "contacts/seen": { params: { keys: readonly KeyId[] }; result: null };

  /** From the content script of a room page: the person clicked *Join with Latchkey*. */
  "room-page/join": { params: { link: string }; result: null };
}

export type RequestName = keyof Requests;
export type Params<Name extends RequestName> = Requests[Name]["params"];
export type Result<Name extends RequestName> = Requests[Name]["result"];

/** What the background tells every page that listens. Facts to look up, never content to trust. */
export type BackgroundEvent =
  | { readonly event: "approval-ended"; readonly requestId: string }
  | { readonly event: "approvals-changed" }
  | { readonly event: "wallet-changed" }
  | { readonly event: "rooms-changed" }
  | { readonly event: "contacts-changed" };

/** The wire form of an answer; of a request, `{ request: name, params }`. */
export type Answer<Name extends RequestName = RequestName> =
  | { readonly ok: true; readonly value: Result<Name> }
  /** Only the code crosses contexts; the text is found where it is shown. */
  | { readonly ok: false; readonly code: string };

/** Asks the background. Rejects with an AppError that has the background's code. */
export type AskBackground = <Name extends RequestName>(
  name: Name,
  params: Params<Name>,
) => Promise<Result<Name>>;
