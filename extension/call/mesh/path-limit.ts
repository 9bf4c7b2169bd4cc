import { mediaSlots } from "../peers/media-slot.ts";
import { type LinkPlan, planSending, type SendPlan, type Situation } from "./send-ladder.ts";

/** Of what would be sent over ways that bear anything, the part that still counts as all of it. */
const fullPart = 0.8;

/**
 * Whether most receivers are sent less than they show because of the way to them. Not the encoder's
 * word for it: that also counts the limits that the plan itself has set.
 */
export function isPathLimited(situation: Situation, plan: SendPlan): boolean {
  const open = { availableBitsPerSecond: null, loss: 0, roundTripMs: null };
  const receivers = situation.receivers.map((receiver) => ({ ...receiver, path: open }));
  const ideal = planSending({ ...situation, receivers });
  const narrowed = situation.receivers.filter(
    ({ peerId }) => bitsOf(plan.links.get(peerId)) < fullPart * bitsOf(ideal.links.get(peerId)),
  );
  return narrowed.length * 2 > receivers.length;
}

function bitsOf(planned: LinkPlan | undefined): number {
  if (planned === undefined) return 0;
  return mediaSlots.reduce(
    (sum, slot) => sum + (planned[slot].isActive ? planned[slot].maxBitsPerSecond : 0),
    0,
  );
}
