/** All voices in one track. */
export interface SoundMix {
  readonly track: MediaStreamTrack;
  /** What is to be heard from now on; nothing else is. */
  readonly hear: (tracks: readonly MediaStreamTrack[]) => void;
  readonly close: () => void;
}

export function createSoundMix(): SoundMix {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const [track] = out.stream.getAudioTracks();
  if (track === undefined) throw new Error("no track to mix into");
  // Silence, always: where nobody has a microphone the file has a sound track nevertheless, and
  // MediaRecorder does not wait for one.
  const silence = context.createConstantSource();
  silence.offset.value = 0;
  silence.connect(out);
  silence.start();
  const sources = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();
  void context.resume().catch(() => undefined);
  return {
    track,
    hear: (tracks) => {
      for (const heard of tracks) {
        if (sources.has(heard) || heard.readyState === "ended") continue;
        const source = context.createMediaStreamSource(new MediaStream([heard]));
        source.connect(out);
        sources.set(heard, source);
      }
      for (const [heard, source] of sources) {
        if (tracks.includes(heard) && heard.readyState === "live") continue;
        source.disconnect();
        sources.delete(heard);
      }
    },
    close: () => {
      sources.clear();
      context.close().catch(() => undefined);
    },
  };
}
