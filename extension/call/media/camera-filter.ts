/** Stands between the open camera and everything that shows or sends it. */
export interface CameraFilter {
  /** The camera as it was opened, or none. */
  readonly take: (raw: MediaStreamTrack | null) => void;
  /** What may be shown and sent; null while what belongs behind the person is not there yet. */
  readonly track: () => MediaStreamTrack | null;
  /** Called whenever `track` gives another. One listener: the last one counts. */
  readonly listen: (listener: () => void) => void;
}
