import type { Missed } from "./chat-view.ts";
import type { BoundPeer, Person } from "../features/feature.ts";

/** One message of mine on its way to those who were there when it was said. */
export interface Outgoing {
  readonly id: number;
  readonly atMs: number;
  readonly text: string;
  readonly to: Map<string, Delivery>;
}

export interface Delivery {
  person: Person;
  state: "sent" | "got" | "gone" | "too-fast";
}

/** More that wait for one peer are given up: it would take them for a flood when its link is back. */
const waitingMax = 20;

/** How long the other side may take to say that it has a message. */
export const answerDueMs = 5_000;

export function startDelivery(
  message: Outgoing,
  { peerId, person }: BoundPeer,
  earlier: readonly Outgoing[],
): void {
  const waiting = earlier.filter(({ to }) => to.get(peerId)?.state === "sent").length;
  message.to.set(peerId, {
    person: person(),
    state: waiting < waitingMax ? "sent" : "too-fast",
  });
}

/** `isHere`: whether the peer's channel is up. */
export function missedOf(
  message: Outgoing,
  nowMs: number,
  isHere: (peerId: string) => boolean,
): readonly Missed[] {
  return [...message.to].flatMap(([peerId, { person, state }]): readonly Missed[] => {
    if (state === "got") return [];
    if (state !== "sent") return [{ ...person, why: state }];
    const isLate = nowMs - message.atMs >= answerDueMs || !isHere(peerId);
    return isLate ? [{ ...person, why: "waiting" }] : [];
  });
}
