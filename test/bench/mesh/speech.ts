import { writeFileSync } from "node:fs";

const rate = 48_000;
/** A round of the table: everybody has spoken once. */
const roundSeconds = 24;
const quietRoom = 0.0004;

/**
 * Writes what a microphone hears of somebody in a meeting of `people`: they speak in their turn of
 * a round, and the rest is a quiet room. The browser's own fake beeps without a pause, which nobody
 * does. Mono, 16 bit, for `--use-file-for-fake-audio-capture`, which plays it again and again.
 */
export function writeSpeech(path: string, speaker: number, people: number): void {
  const count = rate * roundSeconds;
  const samples = new Int16Array(count);
  const turn = roundSeconds / people;
  const from = speaker * turn;
  // Pauses between sentences are part of a turn.
  const until = from + turn * 0.9;
  let noise = 1 + speaker;
  for (let index = 0; index < count; index += 1) {
    noise = (noise * 1_103_515_245 + 12_345) & 0x7fffffff;
    const hiss = (noise / 0x40000000 - 1) * quietRoom;
    const at = index / rate;
    const voice = at >= from && at < until ? voiceAt(at - from, 110 + 12 * speaker) : 0;
    samples[index] = Math.round(Math.max(-1, Math.min(1, voice + hiss)) * 32_767);
  }
  writeFileSync(path, Buffer.concat([wavHead(samples.byteLength), Buffer.from(samples.buffer)]));
}

/** Syllables, four a second, of a hum with its overtones: enough for a voice detector. */
function voiceAt(seconds: number, pitch: number): number {
  const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * seconds)) ** 0.5;
  const glide = pitch * (1 + 0.1 * Math.sin(2 * Math.PI * 0.7 * seconds));
  let sum = 0;
  for (let overtone = 1; overtone <= 12; overtone += 1) {
    sum += Math.sin(2 * Math.PI * glide * overtone * seconds) / overtone;
  }
  return 0.12 * syllable * sum;
}

function wavHead(bytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(bytes, 40);
  return head;
}
