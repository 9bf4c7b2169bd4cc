import type { KeyId } from "../../../protocol/public-key.ts";
import type { Contact, WayToVerify } from "../../shared/contact.ts";
import type { AppErrorCode } from "../../shared/errors.ts";

/** What is known of the people in the call, and what must be decided about them. */
export interface ProofView {
  /** Each blocks the call's page until it is answered; in the order of the people. */
  readonly alarms: readonly ProofAlarm[];
  /** Contacts whose keys are in the call. */
  readonly contacts: readonly Contact[];
  readonly keptOut: readonly KeptOut[];
  /** Keys that I call by names which others here or at the door use of themselves. */
  readonly bearers: readonly { readonly keyId: KeyId; readonly name: string }[];
}

export type ProofAlarm = {
  readonly peerId: string;
  readonly keyId: KeyId;
  /** What I call them, or null. */
  readonly knownName: string | null;
  /** A claim. */
  readonly claimedName: string;
} & (
  | {
      readonly alarm: "borrowed-name";
      /** Keys that I call by such a name. */
      readonly bearers: readonly Bearer[];
    }
  /** The two sides read different short codes. */
  | { readonly alarm: "codes-differ" }
);

export interface Bearer {
  readonly keyId: KeyId;
  readonly name: string;
  /** Whether that key is in the call too. */
  readonly isHere: boolean;
}

/** Somebody whom I keep out of my call: others may still see them. */
export interface KeptOut {
  readonly keyId: KeyId;
  readonly knownName: string | null;
  readonly claimedName: string;
}

export interface ProofActions {
  /** Gives a key a name of mine; `verified`: how I made sure of it, or null. Null where it is done. */
  readonly nameKey: (
    key: KeyId,
    name: string,
    verified: WayToVerify | null,
  ) => Promise<AppErrorCode | null>;
  /** The key is new again. */
  readonly forgetKey: (key: KeyId) => void;
  /** As somebody new, who only calls themselves as somebody I know. */
  readonly letIn: (key: KeyId) => void;
  /** Cuts the links to this key, for as long as this call lasts. */
  readonly keepOut: (key: KeyId) => void;
  readonly takeBack: (key: KeyId) => void;
  /** The seven signs on the two screens are not the same. */
  readonly codesDiffer: (key: KeyId) => void;
}

const nothing = (): void => undefined;

export const noProofActions: ProofActions = {
  nameKey: () => Promise.resolve(null),
  forgetKey: nothing,
  letIn: nothing,
  keepOut: nothing,
  takeBack: nothing,
  codesDiffer: nothing,
};

/** Before there is a call. */
export const noProof: ProofView = { alarms: [], contacts: [], keptOut: [], bearers: [] };
