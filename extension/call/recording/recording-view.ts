export interface RecordingView {
  /** False where the browser cannot record. */
  readonly isPossible: boolean;
  /** `telling`: the others are told, and nothing is written yet. */
  readonly mine: "off" | "telling" | "on" | "saving";
  /** Whole seconds since the first frame. */
  readonly seconds: number;
  /** Peer ids of those who say that they record. */
  readonly others: readonly string[];
}

export interface RecordingActions {
  /** Directly from a click. */
  readonly startRecording: () => void;
  readonly stopRecording: () => void;
}

/** What is said once of a recording; `who` is empty for one's own. */
export type RecordingNews =
  | "recording-begun"
  | "recording-over"
  | "recording-saved"
  | "recording-not-saved"
  | "recording-disk-full"
  | "recording-not-written"
  | "recording-failed";

export const noRecording: RecordingView = {
  isPossible: false,
  mine: "off",
  seconds: 0,
  others: [],
};
