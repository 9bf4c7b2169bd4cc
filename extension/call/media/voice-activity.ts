/**
 * Whether somebody speaks, from how loud their microphone is. Begins at once, so that the first
 * syllable is kept, and ends after a pause longer than those between words.
 */
export interface VoiceActivity {
  readonly isSpeaking: boolean;
  /** What is heard while nobody speaks: follows the room. 0 to 1, as levels are. */
  readonly floor: number;
  readonly lastLoudAtMs: number;
  readonly atMs: number;
}

/** Quieter is never a voice: the noise of a good microphone. */
const quietestVoice = 0.012;
const timesTheFloor = 2.5;
/** Whatever is louder than this times the above is sent: rather a fan too much than a flute cut off. */
const floorMax = 0.05;
const hangoverMs = 1_000;
/** The floor falls in a breath and rises over many sentences, so that a long speech stays one. */
const fallingMs = 300;
const risingMs = 6_000;
const risingInSpeechMs = 40_000;

export const silence: VoiceActivity = {
  isSpeaking: false,
  floor: quietestVoice / timesTheFloor,
  lastLoudAtMs: Number.NEGATIVE_INFINITY,
  atMs: Number.NEGATIVE_INFINITY,
};

/** `level` from 0 to 1, `atMs` by a clock that does not go back. */
export function nextVoice(before: VoiceActivity, level: number, atMs: number): VoiceActivity {
  const isLoud = level > Math.max(quietestVoice, before.floor * timesTheFloor);
  const lastLoudAtMs = isLoud ? atMs : before.lastLoudAtMs;
  const isSpeaking = isLoud || (before.isSpeaking && atMs - lastLoudAtMs < hangoverMs);
  return { isSpeaking, lastLoudAtMs, atMs, floor: nextFloor(before, level, atMs) };
}

function nextFloor(
  { floor, isSpeaking, atMs: beforeMs }: VoiceActivity,
  level: number,
  atMs: number,
): number {
  const rises = isSpeaking ? risingInSpeechMs : risingMs;
  const pace = level < floor ? fallingMs : rises;
  const passedMs = Math.min(Math.max(0, atMs - beforeMs), 500);
  return Math.min(floorMax, floor + (level - floor) * (1 - Math.exp(-passedMs / pace)));
}
