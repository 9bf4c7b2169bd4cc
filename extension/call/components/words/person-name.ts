import type { KeyId } from "../../../../protocol/public-key.ts";
import { likeness } from "../../../shared/name-likeness.ts";
import type { PeerView } from "../../call-view.ts";
import { shortKeyId } from "../../peers/short-key-id.ts";

/** A name, and whose word it is: mine (`known`), theirs (`claimed`), or the key's own id. */
export interface PersonName {
  readonly text: string;
  readonly from: "known" | "claimed" | "key";
}

export function personName(
  peer: Pick<PeerView, "keyId" | "knownName" | "claimedName">,
): PersonName {
  if (peer.knownName !== null) return { text: peer.knownName, from: "known" };
  if (peer.claimedName !== "") return { text: peer.claimedName, from: "claimed" };
  return { text: shortKeyId(peer.keyId), from: "key" };
}

/**
 * Whether somebody calls themselves by a name that I gave to another key: how one person is made to
 * pass for another. What makes no difference to the eye makes none here.
 */
export function claimIsTaken(
  peer: Pick<PeerView, "keyId" | "knownName" | "claimedName">,
  known: readonly { readonly keyId: KeyId; readonly name: string }[],
): boolean {
  if (peer.knownName !== null || peer.claimedName === "") return false;
  const claim = likeness(peer.claimedName);
  return known.some(({ keyId, name }) => keyId !== peer.keyId && likeness(name) === claim);
}
