/** One picture of the film, in the order in which they are drawn. */
export interface FilmTile {
  /** The same for as long as it is the same person's camera or screen. */
  readonly id: string;
  /** Written below it. */
  readonly name: string;
  readonly kind: "camera" | "screen";
  /** Null where there is none now: then the name alone is drawn. */
  readonly picture: MediaStream | null;
}

/** What is to be seen and heard at one moment. */
export interface FilmScene {
  readonly tiles: readonly FilmTile[];
  readonly sounds: readonly MediaStreamTrack[];
}

/** Why a film ended before anybody stopped it. */
export type FilmFault = "disk-full" | "not-written" | "failed";

export interface FilmInput {
  readonly fileName: string;
  /** Asked for each frame. */
  readonly scene: () => FilmScene;
  /** At most once; what was written until then is kept. */
  readonly failed: (fault: FilmFault) => void;
}

export interface Film {
  /** Ends it and puts the file where the person finds it. False where nothing could be kept. */
  readonly finish: () => Promise<boolean>;
  /** Leaves nothing behind. */
  readonly drop: () => Promise<void>;
}

/** The real one is browser-film.ts. */
export interface FilmMaker {
  /** False where the browser cannot record. */
  readonly isPossible: boolean;
  /** Rejects where it cannot begin. */
  readonly open: (input: FilmInput) => Promise<Film>;
}
