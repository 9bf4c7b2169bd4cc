export interface CaptionsView {
  /** False where this browser cannot understand speech on this machine alone. */
  readonly isPossible: boolean;
  /** What is said here goes to the others as captions. */
  readonly isMineOn: boolean;
  /** Somebody has sent captions in this call. */
  readonly areThere: boolean;
  readonly areShown: boolean;
  /** What each says now, by peer id; one's own under the empty one. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface CaptionsActions {
  readonly captionMe: (on: boolean) => void;
  readonly showCaptions: (on: boolean) => void;
}

export const noCaptions: CaptionsView = {
  isPossible: false,
  isMineOn: false,
  areThere: false,
  areShown: false,
  texts: {},
};
