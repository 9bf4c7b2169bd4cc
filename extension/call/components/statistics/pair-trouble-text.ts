import type { PeerView } from "../../call-view.ts";
import type { PairTrouble } from "../../mesh/pair-trouble.ts";
import { type Message, message } from "../words/message.ts";
import { personName } from "../words/person-name.ts";

/** What does not work between two others, and whose word that is; null where one of them left. */
export function pairTroubleText(
  trouble: PairTrouble,
  peers: readonly Pick<PeerView, "peerId" | "keyId" | "knownName" | "claimedName">[],
): { readonly what: Message; readonly whoSays: Message } | null {
  // What somebody only calls themselves stands in quotes: else they could speak in another's name.
  const nameOf = (peerId: string): Message | string | null => {
    const peer = peers.find((each) => each.peerId === peerId);
    if (peer === undefined) return null;
    const { text, from } = personName(peer);
    return from === "claimed" ? message("pairClaimed", text) : text;
  };
  const who = nameOf(trouble.who);
  if (who === null) return null;
  const whoSays = message("pairSays", who);
  if (trouble.whom === null) {
    const key = trouble.kind === "not-seen" ? "pairNotSeenYou" : "pairNotHeardYou";
    return { what: message(key, who), whoSays };
  }
  const whom = nameOf(trouble.whom);
  if (whom === null) return null;
  switch (trouble.kind) {
    case "no-link":
      return {
        what: message("pairNoLink", who, whom),
        whoSays: trouble.bothSay ? message("pairBothSay") : whoSays,
      };
    case "not-heard":
      return { what: message("pairNotHeard", who, whom), whoSays };
    case "not-seen":
      return { what: message("pairNotSeen", who, whom), whoSays };
  }
}
