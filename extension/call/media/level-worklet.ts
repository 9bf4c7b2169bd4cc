// Runs in the audio thread. What lib.dom does not have of AudioWorkletGlobalScope:
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, type: new () => AudioWorkletProcessor): void;

/** Blocks of 128 samples: four are 11 ms at 48 kHz, a period of the deepest voice. */
const blocksAWindow = 4;
const windowsASaying = 9;
/** Speech is about 0.1 as a root mean square: the meter's middle. */
const gain = 3;
/** An onset: louder than this, and twice as loud as what was last said. */
const onsetMin = 0.01;

class LevelProcessor extends AudioWorkletProcessor {
  #power = 0;
  #blocks = 0;
  #windows = 0;
  #loudest = 0;
  #said = 0;

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    for (const sample of inputs[0]?.[0] ?? []) this.#power += sample * sample;
    this.#blocks += 1;
    if (this.#blocks === blocksAWindow) this.#endWindow();
    return true;
  }

  #endWindow(): void {
    const level = Math.min(1, gain * Math.sqrt(this.#power / (128 * blocksAWindow)));
    this.#power = 0;
    this.#blocks = 0;
    this.#windows += 1;
    this.#loudest = Math.max(this.#loudest, level);
    const isOnset = this.#loudest > onsetMin && this.#loudest > 2 * this.#said;
    if (!isOnset && this.#windows < windowsASaying) return;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    this.port.postMessage(this.#loudest);
    this.#said = this.#loudest;
    this.#loudest = 0;
    this.#windows = 0;
  }
}

registerProcessor("level", LevelProcessor);
