import type { VoiceActivity } from "./voice-activity.ts";

/** When to tell somebody that they speak and nobody hears it. */
export interface MutedHint {
  /** Of the first loud moment since it was last quiet; null while it is quiet. */
  readonly sinceMs: number | null;
  readonly shows: boolean;
}

/** From the first loud moment to the last: a cough is shorter. */
const certainAfterMs = 600;
const staysMs = 4_000;

export const noHint: MutedHint = { sinceMs: null, shows: false };

export function nextHint(before: MutedHint, isMuted: boolean, voice: VoiceActivity): MutedHint {
  if (!isMuted) return noHint;
  const { lastLoudAtMs, atMs } = voice;
  const sinceMs = voice.isSpeaking ? (before.sinceMs ?? lastLoudAtMs) : null;
  const isCertain = sinceMs !== null && lastLoudAtMs - sinceMs >= certainAfterMs;
  return { sinceMs, shows: isCertain || (before.shows && atMs - lastLoudAtMs < staysMs) };
}
