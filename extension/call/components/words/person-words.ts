import type { Contact } from "../../../shared/contact.ts";
import type { PeerView } from "../../call-view.ts";
import { type Message, message } from "./message.ts";

/** How the person at the screen made sure whose key this is: what was done, never "secure". */
export function verifiedWords(
  peer: Pick<PeerView, "knownName">,
  contact: Pick<Contact, "verified" | "knownSinceMs"> | null,
): Message {
  if (contact?.verified) {
    return message("personComparedCode", { dateTimeMs: contact.verified.atMs });
  }
  if (contact !== null) return message("personOnlyNamed", { dateTimeMs: contact.knownSinceMs });
  return message(peer.knownName === null ? "personNotChecked" : "personLetIn");
}

export function proofWords(
  peer: Pick<PeerView, "confirmedAtMs" | "confirming" | "mayAskAgainInS">,
): Message {
  if (peer.mayAskAgainInS !== null) {
    return message("personProofTooSoon", { durationMs: peer.mayAskAgainInS * 1_000 });
  }
  switch (peer.confirming) {
    case "asked":
      return message("personProofAsked");
    case "unanswered":
      return message("personProofUnanswered");
    case "failed":
      return message("personProofFailed");
    case "idle":
      return peer.confirmedAtMs === null
        ? message("personProofNone")
        : message("personProofAt", { clockTimeMs: peer.confirmedAtMs });
  }
}

/** What was checked by itself when the channel came about. */
export function channelWords(peer: Pick<PeerView, "channel">): Message {
  const boundAtMs = peer.channel?.boundAtMs ?? null;
  if (boundAtMs === null) return message("personNoChannel");
  const at = { clockTimeMs: boundAtMs };
  return message(peer.channel?.isRebuilt ? "personChannelRebuilt" : "personChannelBound", at);
}

export function seenWords(contact: Pick<Contact, "seen"> | null): Message {
  if (contact === null) return message("personSeenNotKept");
  if (contact.seen === null) return message("personSeenNever");
  const { firstMs, lastMs } = contact.seen;
  return message("personSeenSince", { dateTimeMs: firstMs }, { dateTimeMs: lastMs });
}
