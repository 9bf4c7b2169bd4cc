import type { BackdropChoice } from "./backdrop-view.ts";

/** What is drawn behind the person. */
export type Look =
  | { readonly kind: "blur" }
  | { readonly kind: "picture"; readonly picture: ImageBitmap };

/** A camera's picture with something else behind the person. */
export interface OpenFilter {
  /** Not before its first frame: never the bare one. */
  readonly track: MediaStreamTrack;
  readonly setLook: (look: Look) => void;
  readonly close: () => void;
}

/** The real one is browser-filter.ts. */
export interface FilterMaker {
  /** Rejects where the browser cannot. `tooSlow`: at most once, the machine cannot bear it. */
  readonly open: (raw: MediaStreamTrack, look: Look, tooSlow: () => void) => Promise<OpenFilter>;
  /** The camera's own blur; false where it has none. */
  readonly blurByItself: (raw: MediaStreamTrack, isOn: boolean) => Promise<boolean>;
  /** A file as a picture of moderate size; rejects where it is none. */
  readonly shrink: (file: Blob) => Promise<Blob>;
  readonly decode: (picture: Blob) => Promise<ImageBitmap>;
}

/** What was chosen, for the next call: in this profile and nowhere else. */
export interface BackdropStore {
  /** At once, so that no camera is sent before it is known what belongs behind. */
  readonly choice: () => BackdropChoice;
  readonly keepChoice: (choice: BackdropChoice) => void;
  readonly picture: () => Promise<Blob | null>;
  readonly keepPicture: (picture: Blob) => Promise<void>;
}
