/** Speech understood on this machine, and nowhere else. */
export interface Ears {
  /** Resolves with false where it could only be done by somebody else's machine. */
  readonly canListen: () => Promise<boolean>;
  /**
   * `said`: the sentence so far, again and again, and an empty one when it is over. `failed`: it
   * does not go on. The returned function ends it.
   */
  readonly listen: (
    track: MediaStreamTrack,
    said: (text: string) => void,
    failed: () => void,
  ) => () => void;
}
