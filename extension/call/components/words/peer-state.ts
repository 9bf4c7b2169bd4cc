import type { StateTone } from "../../../shared/ui/state-word.tsx";
import type { PeerView } from "../../call-view.ts";
import { checkText } from "./check-text.ts";
import { type Message, message } from "./message.ts";

/** One thing that is known about a peer, in a word or two. */
export interface PeerState {
  readonly text: Message;
  readonly tone: StateTone;
  readonly sign: "known" | "confirmed" | "none";
}

type Facts = Pick<
  PeerView,
  | "link"
  | "knownName"
  | "claimedName"
  | "isHeld"
  | "confirmedAtMs"
  | "confirming"
  | "mayAskAgainInS"
>;

/**
 * The most important first. A key that I never named is a *new key* whatever else it proves, and
 * where it calls itself by the name of another one (`claimIsTaken`), that is said too.
 */
export function peerStates(peer: Facts, claimIsTaken: boolean): readonly PeerState[] {
  if (peer.link === "refused") return [state("callStateRefused", "danger")];
  const taken = claimIsTaken ? [state("callClaimTaken", "danger")] : [];
  if (peer.link === "lost") return [state("callStateLost", "warning"), ...taken];
  if (peer.link === "connecting") return [state("callStateConnecting", "neutral"), ...taken];
  // Nobody yet: their first word comes at once, or they are not worth a word of ours.
  if (peer.isHeld && peer.claimedName === "") return [state("callStateConnecting", "neutral")];
  if (peer.isHeld) return [state("callStateHeld", "danger"), ...taken];
  const proof = proofState(peer);
  const wait = waitState(peer);
  if (peer.knownName === null) {
    return [state("callStateNew", "warning"), ...taken, ...(proof ? [proof] : []), ...wait];
  }
  const known = state("callStateKnown", "good", "known");
  if (proof === null) return [known, ...wait];
  // "confirmed" says all that "known key" says; the others say something beside it.
  return proof.sign === "confirmed" ? [proof, ...wait] : [known, proof, ...wait];
}

function waitState({ mayAskAgainInS }: Facts): readonly PeerState[] {
  if (mayAskAgainInS === null) return [];
  const text = message("callStateTooSoon", { durationMs: mayAskAgainInS * 1_000 });
  return [{ text, tone: "neutral", sign: "none" }];
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
export function peerTrouble(
  peer: Pick<PeerView, "link" | "failedCheck" | "isHeld" | "claimedName">,
): Message | null {
  if (peer.link === "lost") return message("callLostText");
  if (peer.link === "bound" && peer.isHeld && peer.claimedName !== "") {
    return message("callHeldText");
  }
  if (peer.link !== "refused") return null;
  return message(
    "callRefusedText",
    peer.failedCheck === null ? message("callCheckUnknown") : checkText(peer.failedCheck),
  );
}
