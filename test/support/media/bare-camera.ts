import type { CameraFilter } from "../../../extension/call/media/camera-filter.ts";

/** The camera as it is. */
export function bareCamera(): CameraFilter {
  let track: MediaStreamTrack | null = null;
  let listener = (): void => undefined;
  return {
    take: (raw) => {
      if (raw === track) return;
      track = raw;
      listener();
    },
    track: () => track,
    listen: (wanted) => {
      listener = wanted;
    },
  };
}
