import type { Locator } from "playwright-core";

/** What really came through the elements below one tile while it was measured. */
export interface ReceivedMedia {
  /** Decoded video frames. */
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** The loudest moment, as root mean square of 2,048 samples; 0 is silence. */
  readonly loudest: number;
}

/** Far above the noise of a codec that decodes silence, far below the fake microphone's beep. */
export const audible = 0.001;

/** Measures for `forMs` what the elements inside `tile` play; an element without a stream gives 0. */
export function measureReceived(tile: Locator, forMs = 1_500): Promise<ReceivedMedia> {
  return tile.evaluate(async (element, duration) => {
    const players = [...element.querySelectorAll<HTMLMediaElement>("video, audio")].filter(
      (player) => player.srcObject instanceof MediaStream,
    );
    const videos = players.filter((player) => player instanceof HTMLVideoElement);
    const before = videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
    const tracks = new Map<string, MediaStreamTrack>();
    for (const player of players) {
      for (const track of (player.srcObject as MediaStream).getAudioTracks()) {
        tracks.set(track.id, track);
      }
    }
    const context = new AudioContext();
    await context.resume();
    const analyser = context.createAnalyser();
    analyser.fftSize = 2_048;
    for (const track of tracks.values()) {
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    }
    const samples = new Float32Array(analyser.fftSize);
    let loudest = 0;
    const until = performance.now() + duration;
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      loudest = Math.max(loudest, Math.sqrt(power));
    }
    await context.close();
    return {
      frames: videos.reduce(
        (sum, video, index) =>
          sum + video.getVideoPlaybackQuality().totalVideoFrames - (before[index] ?? 0),
        0,
      ),
      width: Math.max(0, ...videos.map((video) => video.videoWidth)),
      height: Math.max(0, ...videos.map((video) => video.videoHeight)),
      loudest,
    };
  }, forMs);
}
