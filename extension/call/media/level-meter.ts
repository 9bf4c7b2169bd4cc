import workletUrl from "./level-worklet.ts?worker&url";

/**
 * Reads how loud a track is, on this machine only. In the audio thread: a page in the background
 * has its timers held back to one a second, and would miss whole words.
 */
export function meterLevel(track: MediaStreamTrack, listener: (level: number) => void): () => void {
  const context = new AudioContext(cheaply());
  let isOver = false;
  const start = async (): Promise<void> => {
    await context.audioWorklet.addModule(workletUrl);
    if (isOver) return;
    const worklet = new AudioWorkletNode(context, "level", { channelCount: 1 });
    worklet.port.addEventListener("message", ({ data }: MessageEvent<number>) => {
      if (!isOver) listener(data);
    });
    worklet.port.start();
    context.createMediaStreamSource(new MediaStream([track])).connect(worklet);
    // It plays silence: browsers only run what leads to a speaker.
    worklet.connect(context.destination);
  };
  // Without audio output there is no meter; the call does not need it.
  start().catch(() => undefined);
  return () => {
    isOver = true;
    context.close().catch(() => undefined);
  };
}

/** Reads without playing to a device, where the browser knows of that: Chromium does. */
function cheaply(): AudioContextOptions & { readonly sinkId: object } {
  return { sinkId: { type: "none" } };
}
