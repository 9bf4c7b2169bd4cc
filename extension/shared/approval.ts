import type { HostChange } from "../../protocol/list-edit.ts";
import type { KeyId } from "../../protocol/public-key.ts";
import type { Door } from "../../protocol/room.ts";
import type { Signed } from "../../protocol/signed.ts";
import type { Identity } from "./identity.ts";
import type { AllowedKey } from "./room-record.ts";

/** What the call tab may ask to have signed: fields only, never text or bytes. */
export interface JoinAsk {
  readonly kind: "join";
  /** The origin the call tab's WebSocket really opened. */
  readonly server: string;
  readonly roomId: string;
  readonly host: KeyId;
  readonly identity: KeyId;
  readonly powers: "none" | "admit";
  readonly sessionSign: string;
  readonly sessionDh: string;
  readonly sessionDtls: string;
  readonly nonce: string;
  /** The server's clock, from its challenge. */
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** True: also sign the first access list, from the draft in this room's record. */
  readonly createsRoom: boolean;
}

export interface ConfirmAsk {
  readonly kind: "confirm";
  readonly server: string;
  readonly roomId: string;
  readonly askedBy: KeyId;
  readonly askedByName: string;
  readonly identity: KeyId;
  readonly channel: string;
  readonly nonce: string;
}

/** The host's next version of the access list: what no session may sign. */
export interface ListAsk {
  readonly kind: "list";
  readonly server: string;
  readonly roomId: string;
  /** The host's. */
  readonly identity: KeyId;
  readonly change: HostChange;
  /** Base64url hash of the newest version that the asker knows. */
  readonly follows: string;
}

export type Ask = JoinAsk | ConfirmAsk | ListAsk;

export type Outcome =
  /** In the order of the statements shown: the join (or confirmation), then the list, if any. */
  | { readonly outcome: "approved"; readonly signed: readonly Signed[] }
  | { readonly outcome: "denied" }
  | { readonly outcome: "expired" }
  /** The worker or the asking tab went away in between. Never signed. */
  | { readonly outcome: "interrupted" };

/** One request as the approval window shows it. */
export interface ApprovalView {
  readonly id: string;
  readonly ask: Ask;
  readonly identity: Identity;
  /** The very texts that will be signed, in order. */
  readonly statements: readonly string[];
  /** For `createsRoom`: who is let in, and what happens to others who come. */
  readonly room: { readonly door: Door; readonly allowed: readonly AllowedKey[] } | null;
  /** For `list`: the text of the version before, and what the person calls the keys of both. */
  readonly list: {
    readonly before: string;
    readonly names: readonly { readonly key: KeyId; readonly name: string }[];
  } | null;
  /** True where this wallet has joined a call on this server before. */
  readonly serverIsKnown: boolean;
  readonly hostIsKnown: boolean;
  /** What the person calls the host, where they named it: a label of theirs or an identity. */
  readonly hostName: string | null;
  /** For `confirm`: what the person calls who asks; never what those call themselves. */
  readonly askerName: string | null;
  readonly askedAtMs: number;
  /** When this request dies unanswered. */
  readonly diesAtMs: number;
  /** How many wait, this one included. */
  readonly waiting: number;
}

/** One waiting request, as the popup lists it. */
export interface ApprovalSummary {
  readonly id: string;
  readonly kind: Ask["kind"];
  readonly createsRoom: boolean;
  readonly server: string;
  readonly roomId: string;
  readonly identityName: string;
  readonly askedAtMs: number;
  readonly diesAtMs: number;
  /** `interrupted` ones are shown so that nothing vanishes silently; they can only be dismissed. */
  readonly state: "queued" | "showing" | "interrupted";
}
