import type { Page } from "puppeteer-core";
import type { ReceivedMedia } from "./received-media.ts";

type Painted = HTMLVideoElement & { readonly mozPaintedFrames: number };

/** What really came through the tile of a person while it was measured. */
export function measureInFirefox(page: Page, name: string, forMs = 3_000): Promise<ReceivedMedia> {
  return page.evaluate(
    async (person, duration) => {
      const players = [...document.querySelectorAll('[role="group"]')]
        .filter((tile) => tile.getAttribute("aria-label") === person)
        .flatMap((tile) => [...tile.querySelectorAll<HTMLMediaElement>("video, audio")])
        .filter(({ srcObject }) => srcObject instanceof MediaStream);
      const videos = players.filter((player) => player instanceof HTMLVideoElement);
      // Its playback quality counts nothing of a live stream.
      const before = videos.map((video) => (video as Painted).mozPaintedFrames);
      const tracks = new Set(
        players.flatMap((player) => (player.srcObject as MediaStream).getAudioTracks()),
      );
      const context = new AudioContext();
      await context.resume();
      const analyser = context.createAnalyser();
      for (const track of tracks) {
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
          (sum, video, index) => sum + (video as Painted).mozPaintedFrames - (before[index] ?? 0),
          0,
        ),
        width: Math.max(0, ...videos.map((video) => video.videoWidth)),
        height: Math.max(0, ...videos.map((video) => video.videoHeight)),
        loudest,
      };
    },
    name,
    forMs,
  );
}
