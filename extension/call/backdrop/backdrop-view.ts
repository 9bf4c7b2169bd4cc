export type BackdropChoice = "none" | "blur" | "picture";

/** What stands behind the person in the own picture. */
export interface BackdropView {
  readonly choice: BackdropChoice;
  /** Chosen, and not in the picture yet. */
  readonly isStarting: boolean;
  /** A picture was chosen at some time and is kept. */
  readonly hasPicture: boolean;
  /** The last file was no picture that the browser can read. */
  readonly isPictureBad: boolean;
}

export interface BackdropActions {
  readonly chooseBackdrop: (choice: BackdropChoice) => void;
  /** Keeps it on this machine, and puts it behind the person. */
  readonly choosePicture: (file: Blob) => void;
}

export const noBackdrop: BackdropView = {
  choice: "none",
  isStarting: false,
  hasPicture: false,
  isPictureBad: false,
};
