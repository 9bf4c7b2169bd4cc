/** Short sounds of the call itself, made here: no file, and nothing that anybody sends. */
export interface Sounds {
  /** `speakerId` empty: the system's. */
  readonly play: (sound: Sound, speakerId: string) => void;
}

export type Sound = "test" | "joined" | "left";

/** Hertz, one after the other. */
const melodies: Readonly<Record<Sound, readonly number[]>> = {
  test: [523, 659, 784, 1047],
  joined: [587, 880],
  left: [587, 392],
};
const noteSeconds = 0.16;
const loudness = 0.12;
/** Eight people who come at once are one sound. */
const pauseSeconds = 0.8;

export function createSounds(): Sounds {
  let out: { context: AudioContext; player: HTMLAudioElement; to: AudioNode } | null = null;
  let quietUntil = 0;

  // Not before it is needed: an open output keeps headphones awake. Through an element, since
  // Firefox can choose the speaker of an element and not that of a context.
  const open = (): NonNullable<typeof out> => {
    const context = new AudioContext();
    const to = context.createMediaStreamDestination();
    const player = new Audio();
    player.srcObject = to.stream;
    out = { context, player, to };
    return out;
  };

  const start = async (sound: Sound, speakerId: string): Promise<void> => {
    const { context, player, to } = out ?? open();
    if (sound !== "test" && context.currentTime < quietUntil) return;
    if ("setSinkId" in player) await player.setSinkId(speakerId).catch(() => undefined);
    await Promise.all([context.resume(), player.play()]);
    const end = playMelody(context, to, melodies[sound]);
    quietUntil = end + pauseSeconds;
  };

  return {
    // Where the browser holds sound back, a chime is the least of what is missed.
    play: (sound, speakerId) => void start(sound, speakerId).catch(() => undefined),
  };
}

/** The time of the context at which it ends. */
function playMelody(context: AudioContext, to: AudioNode, melody: readonly number[]): number {
  const begin = context.currentTime + 0.05;
  for (const [index, frequency] of melody.entries()) {
    const at = begin + index * noteSeconds;
    const tone = new OscillatorNode(context, { type: "sine", frequency });
    const shape = new GainNode(context, { gain: 0 });
    shape.gain.setValueAtTime(0, at);
    shape.gain.linearRampToValueAtTime(loudness, at + 0.02);
    shape.gain.exponentialRampToValueAtTime(0.001, at + 2 * noteSeconds);
    tone.connect(shape).connect(to);
    tone.start(at);
    tone.stop(at + 2 * noteSeconds);
  }
  return begin + (melody.length + 1) * noteSeconds;
}
