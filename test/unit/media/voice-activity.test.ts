import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  nextVoice,
  silence,
  type VoiceActivity,
} from "../../../extension/call/media/voice-activity.ts";

/** Levels a tenth of a second apart, from the beginning. */
function heard(levels: readonly number[], from: VoiceActivity = silence): VoiceActivity[] {
  let voice = from;
  const startMs = Number.isFinite(from.atMs) ? from.atMs + 100 : 0;
  return levels.map((level, index) => (voice = nextVoice(voice, level, startMs + index * 100)));
}
const during = (level: number, seconds: number): number[] =>
  Array.from({ length: seconds * 10 }, () => level);
const last = (levels: readonly number[]): VoiceActivity => heard(levels).at(-1) ?? silence;

describe("a voice", () => {
  it("is heard in its first moment", () => {
    expect(last([...during(0.005, 5), 0.1]).isSpeaking).toBe(true);
  });

  it("lasts over the pauses between words, and ends soon after the last", () => {
    const words = [0.2, 0.2, 0, 0, 0, 0, 0, 0.2, 0, 0, 0, 0, 0, 0, 0, 0.2];
    expect(heard(words).every(({ isSpeaking }) => isSpeaking)).toBe(true);
    const after = heard([...words, ...during(0, 2)]).slice(words.length);
    expect(after.findIndex(({ isSpeaking }) => !isSpeaking)).toBe(9);
  });

  it("stays one voice in a long speech", () => {
    const syllables = during(0, 120).map((_, index) => [0.25, 0.15, 0.03][index % 3] ?? 0);
    expect(heard(syllables).every(({ isSpeaking }) => isSpeaking)).toBe(true);
  });

  it("is told from the hum of a room, once the room is known", () => {
    const hum = during(0.06, 30);
    expect(last(hum).isSpeaking).toBe(false);
    expect(last([...hum, 0.3]).isSpeaking).toBe(true);
  });

  it("is never taken for the hum of a room where it is loud, as music is", () => {
    expect(heard(during(0.3, 300)).every(({ isSpeaking }) => isSpeaking)).toBe(true);
  });

  it("is not the noise of a good microphone", () => {
    expect(heard(during(0.01, 20)).some(({ isSpeaking }) => isSpeaking)).toBe(false);
  });

  it("always begins with a loud moment, and its floor stays a level", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        (levels) => {
          const voices = heard(levels);
          for (const [index, voice] of voices.entries()) {
            const began = voice.isSpeaking && !(voices[index - 1]?.isSpeaking ?? false);
            if (began) expect(levels[index]).toBeGreaterThan(0.01);
            expect(voice.floor).toBeGreaterThanOrEqual(0);
            expect(voice.floor).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
