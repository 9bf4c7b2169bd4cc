const voiceLevel = 0.03;
/** Once offered, it stays through pauses: words that come and go under the pointer are a nuisance. */
const mostMs = 8_000;

/** For how long somebody has been speaking: grows with each moment of it, and shrinks in silence. */
export function speaksFor(beforeMs: number, level: number, passedMs: number): number {
  const afterMs = level >= voiceLevel ? beforeMs + passedMs : beforeMs - passedMs / 2;
  return Math.min(mostMs, Math.max(0, afterMs));
}
