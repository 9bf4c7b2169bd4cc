import type { StateTone } from "../../shared/ui/state-word.tsx";
import type { PeerView } from "../call-view.ts";
import { checkText } from "../check-text.ts";
import { type Message, message } from "./message.ts";

/** One thing that is known about a peer, in a word or two. */
export interface PeerState {
  readonly text: Message;
  readonly tone: StateTone;
  readonly sign: "known" | "confirmed" | "none";
}

type Facts = Pick<PeerView, "link" | "knownName" | "confirmedAtMs" | "confirming">;

/** The most important first. A key that I never named is a *new key* whatever else it proves. */
export function peerStates(peer: Facts): readonly PeerState[] {
  if (peer.link === "refused") return [state("callStateRefused", "danger")];
  if (peer.link === "lost") return [state("callStateLost", "warning")];
  if (peer.link === "connecting") return [state("callStateConnecting", "neutral")];
  const proof = proofState(peer);
  if (peer.knownName === null) {
    return [state("callStateNew", "warning"), ...(proof ? [proof] : [])];
  }
  const known = state("callStateKnown", "good", "known");
  if (proof === null) return [known];
  // "confirmed" says all that "known key" says; the others say something beside it.
  return proof.sign === "confirmed" ? [proof] : [known, proof];
}

function proofState(peer: Facts): PeerState | null {
  switch (peer.confirming) {
    case "asked":
      return state("callStateAsked", "neutral");
    case "unanswered":
      return state("callStateUnanswered", "warning");
    case "failed":
      return state("callStateFailed", "danger");
    case "idle":
      return peer.confirmedAtMs === null
        ? null
        : {
            text: message("callStateConfirmed", { clockTimeMs: peer.confirmedAtMs }),
            tone: "good",
            sign: "confirmed",
          };
  }
}

function state(
  key: Parameters<typeof message>[0],
  tone: StateTone,
  sign: PeerState["sign"] = "none",
): PeerState {
  return { text: message(key), tone, sign };
}

/** What stands in place of the picture of somebody who is refused or lost; else null. */
export function peerTrouble(peer: Pick<PeerView, "link" | "failedCheck">): Message | null {
  if (peer.link === "lost") return message("callLostText");
  if (peer.link !== "refused") return null;
  return message(
    "callRefusedText",
    peer.failedCheck === null ? message("callCheckUnknown") : checkText(peer.failedCheck),
  );
}
