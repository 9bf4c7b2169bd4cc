import { peerIdBytes } from "../protocol/limits.ts";
import type { Connection } from "./connection.ts";
import { burstOf, createRelayBudget, spend } from "./relay-budget.ts";
import { createRelayRoute, receiverIn } from "./relay-route.ts";
import type { Services } from "./services.ts";

/** Counter and tag, PROTOCOL.md section 6. Smaller frames would fill a queue with bookkeeping. */
const boxMinBytes = 24;
const tellEveryMs = 1_000;

/**
 * A binary frame: 16-byte peer id ‖ sealed box. The receiver's id is overwritten with the sender's
 * in the very buffer it came in, and the box goes on untouched: no parsing, no copy.
 */
export function relay(services: Services, from: Connection, frame: Buffer): void {
  const { switchboard, metrics, options } = services;
  if (from.state !== "joined") {
    return from.dismiss("format", "a binary frame is for those who joined");
  }
  if (frame.length < peerIdBytes + boxMinBytes) {
    from.dismiss("format", "the frame has no box");
    return switchboard.leave(from, "left");
  }
  if (!mayPass(services, from, frame.length)) return;
  const route = (from.relayRoute ??= createRelayRoute(from.peerId));
  const to = switchboard.peer(from, receiverIn(frame, route));
  if (to === undefined) {
    metrics.relay.droppedForNobody += 1;
    return from.refuse("peer-unknown", "the peer of this frame is not here");
  }
  const queued = to.socket.bufferedAmount;
  if (queued + frame.length > options.limits.queuedBytes) return switchboard.cutOff(to);
  route.own.copy(frame);
  metrics.relay.frames += 1;
  metrics.relay.bytes += frame.length;
  // A frame is a view into what the socket read, up to 64 KiB. Where it has to wait, a copy: else
  // a slow receiver would hold on to many times the bytes that are counted.
  to.socket.send(queued === 0 ? frame : Buffer.from(frame));
}

/**
 * Too much is dropped and said so, once a second; whoever goes on regardless, at twice the limit or
 * more, is closed. Pings and texts count as well: they cost the same.
 */
export function mayPass(services: Services, from: Connection, bytes: number): boolean {
  const { limits } = services.options;
  const nowMs = from.seenAtMs;
  const budget = (from.relayBudget ??= createRelayBudget(limits, nowMs));
  const retryAfterMs = spend(budget, bytes, nowMs);
  if (retryAfterMs === 0) return true;
  services.metrics.relay.droppedForRate += 1;
  if (budget.excess > burstOf(limits)) {
    from.dismiss("rate", "too many messages for too long", { retryAfterMs });
    services.metrics.closed("rate");
    services.switchboard.leave(from, "left");
  } else if (nowMs - budget.toldAtMs >= tellEveryMs) {
    budget.toldAtMs = nowMs;
    from.refuse("rate", "too many messages", { retryAfterMs });
  }
  return false;
}
