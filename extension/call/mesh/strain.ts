/** Whether this machine keeps up with what it is to send, judged every few seconds. */
export interface StrainState {
  /** Steps of the send ladder to stay below what it would otherwise do. */
  readonly strain: number;
  readonly slowSinceMs: number | null;
  readonly goodSinceMs: number | null;
  readonly changedAtMs: number;
  /** How long it must go well before more is tried; longer each time that this was too early. */
  readonly patienceMs: number;
}

export interface SendingSpeed {
  readonly plannedFramesPerSecond: number;
  /** What the camera gives: it may be slower in the dark. */
  readonly sourceFramesPerSecond: number | null;
  readonly sentFramesPerSecond: number;
  readonly limitedBy: "nothing" | "machine" | "network";
}

export const strainMost = 4;
const slowPart = 0.6;
const slowForMs = 4_000;
/** A change takes a while to show. */
const settleMs = 6_000;
const firstPatienceMs = 30_000;
const patienceMaxMs = 300_000;

export const noStrain: StrainState = {
  strain: 0,
  slowSinceMs: null,
  goodSinceMs: null,
  changedAtMs: Number.NEGATIVE_INFINITY,
  patienceMs: firstPatienceMs,
};

export function nextStrain(
  before: StrainState,
  sending: readonly SendingSpeed[],
  nowMs: number,
): StrainState {
  if (nowMs - before.changedAtMs < settleMs) return before;
  const isTooSlow = sending.filter(isSlow).length * 2 > sending.length;
  if (isTooSlow) return onSlow(before, nowMs);
  const goodSinceMs = before.goodSinceMs ?? nowMs;
  if (before.strain === 0 || nowMs - goodSinceMs < before.patienceMs) {
    return { ...before, slowSinceMs: null, goodSinceMs };
  }
  return {
    strain: before.strain - 1,
    slowSinceMs: null,
    goodSinceMs: null,
    changedAtMs: nowMs,
    patienceMs: before.patienceMs,
  };
}

function onSlow(before: StrainState, nowMs: number): StrainState {
  const slowSinceMs = before.slowSinceMs ?? nowMs;
  if (nowMs - slowSinceMs < slowForMs || before.strain >= strainMost) {
    return { ...before, slowSinceMs, goodSinceMs: null };
  }
  return {
    strain: before.strain + 1,
    slowSinceMs: null,
    goodSinceMs: null,
    changedAtMs: nowMs,
    patienceMs: Math.min(patienceMaxMs, before.patienceMs * 2),
  };
}

function isSlow(speed: SendingSpeed): boolean {
  if (speed.limitedBy === "machine") return true;
  if (speed.limitedBy === "network") return false;
  const due = Math.min(speed.plannedFramesPerSecond, speed.sourceFramesPerSecond ?? Infinity);
  return speed.sentFramesPerSecond < due * slowPart;
}
