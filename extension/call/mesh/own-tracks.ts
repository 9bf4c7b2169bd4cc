import type { MediaSlot } from "../peers/media-slot.ts";
import { type CaptureSize, type CaptureState, fullCapture, nextCapture } from "./capture-size.ts";
import type { Situation } from "./send-ladder.ts";

/** What this side has to send, and how large its camera is asked to be. */
export interface OwnTracks {
  readonly sources: () => Pick<Situation, "camera" | "screen" | "hasScreenAudio">;
  /** The camera gives no more than so many frames a second by itself. */
  readonly isAsSlowAs: (framesPerSecond: number) => boolean;
  /** No receiver needs more; `settled` once the camera gives that. */
  readonly need: (size: CaptureSize, nowMs: number, settled: () => void) => void;
}

/** The own tile shows it as well: not less than others get in a tile of that size. */
const leastHeight = 180;

export function createOwnTracks(track: (slot: MediaSlot) => MediaStreamTrack | null): OwnTracks {
  let camera: MediaStreamTrack | null = null;
  let capture: CaptureState = fullCapture;
  let aspect = 16 / 9;

  const follow = (): MediaStreamTrack | null => {
    const now = track("camera");
    if (now !== camera) {
      camera = now;
      // Whatever it was asked before, another camera was opened as it comes.
      capture = fullCapture;
      const { width = 0, height = 0 } = camera?.getSettings() ?? {};
      aspect = width > 0 && height > 0 ? width / height : 16 / 9;
    }
    return camera;
  };

  return {
    sources: () => {
      const screen = track("screen");
      return {
        camera: sizeOf(follow()),
        screen: screen && {
          ...(sizeOf(screen) ?? { width: 1920, height: 1080 }),
          content: screen.contentHint === "motion" ? "motion" : "text",
        },
        hasScreenAudio: track("screen-audio") !== null,
      };
    },
    isAsSlowAs: (framesPerSecond) => {
      const { frameRate = Infinity } = camera?.getSettings() ?? {};
      return frameRate <= framesPerSecond + 0.5;
    },
    need: (size, nowMs, settled) => {
      const on = follow();
      if (on === null) return;
      const needed = { ...size, height: Math.max(leastHeight, size.height) };
      const next = nextCapture(capture, needed, nowMs);
      const isOther = next.asked !== capture.asked;
      capture = next;
      if (!isOther) return;
      const { height, framesPerSecond } = capture.asked;
      on.applyConstraints({
        // What was asked for besides, as the camera's own blur: it must not end with this.
        ...on.getConstraints(),
        width: { ideal: Math.round(height * aspect) },
        height: { ideal: height },
        frameRate: { ideal: framesPerSecond, max: framesPerSecond },
      })
        // A camera that has only one way goes on in it; each sender makes it smaller by itself.
        .catch(() => undefined)
        .finally(settled);
    },
  };
}

function sizeOf(track: MediaStreamTrack | null): { width: number; height: number } | null {
  if (track === null) return null;
  const { width = 0, height = 0 } = track.getSettings();
  return width > 0 && height > 0 ? { width, height } : { width: 1280, height: 720 };
}
