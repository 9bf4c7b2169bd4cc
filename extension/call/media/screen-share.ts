import type { ShareSuits, ShareView } from "../call-view.ts";
import type { Media, ScreenTracks } from "./media.ts";

/** The own screen, with its sound where the browser gives it. */
export interface ScreenShare {
  readonly view: () => ShareView;
  readonly picture: () => MediaStreamTrack | null;
  readonly sound: () => MediaStreamTrack | null;
  /** Asks the browser, which asks the person. Directly from a click. */
  readonly start: () => Promise<void>;
  readonly setSuits: (suits: ShareSuits) => void;
  readonly stop: () => void;
}

export interface ScreenShareEvents {
  readonly changed: () => void;
  /** Other tracks are to be sent now, or none. */
  readonly tracksChanged: () => void;
  /** There is no picture, though something was chosen. */
  readonly failed: () => void;
}

export const noShare: ShareView = {
  isPossible: false,
  state: "off",
  preview: null,
  hasSound: false,
  suits: "text",
};

/** Letters need every pixel and few frames; the other way round for films. */
const framesPerSecond: Readonly<Record<ShareSuits, number>> = { text: 10, motion: 30 };

export function createScreenShare(
  media: Media,
  firstSuits: ShareSuits,
  events: ScreenShareEvents,
): ScreenShare {
  let tracks: ScreenTracks | null = null;
  let preview: MediaStream | null = null;
  let suits = firstSuits;
  let isChoosing = false;
  // Grows with every stop: what the person picks after leaving is let go at once.
  let turn = 0;

  const suit = (): void => {
    if (tracks === null) return;
    tracks.picture.contentHint = suits;
    // The hint alone governs where the source cannot be slowed down.
    tracks.picture
      .applyConstraints({ frameRate: { max: framesPerSecond[suits] } })
      .catch(() => undefined);
  };

  const stop = (): void => {
    turn++;
    isChoosing = false;
    if (tracks === null) return events.changed();
    stopAll(tracks);
    tracks = null;
    preview = null;
    events.tracksChanged();
    events.changed();
  };

  const adopt = (opened: ScreenTracks): void => {
    tracks = opened;
    preview = media.preview(opened.picture);
    // By the browser's own bar, or because the window was closed.
    opened.picture.addEventListener("ended", () => {
      if (tracks === opened) stop();
    });
    opened.sound?.addEventListener("ended", () => {
      if (tracks?.sound !== opened.sound) return;
      tracks = { picture: opened.picture, sound: null };
      events.tracksChanged();
      events.changed();
    });
    if (opened.sound !== null) opened.sound.contentHint = "music";
    suit();
    events.tracksChanged();
  };

  return {
    view: () => ({
      isPossible: media.canShare,
      state: stateOf(isChoosing, tracks),
      preview,
      hasSound: tracks?.sound != null,
      suits,
    }),
    picture: () => tracks?.picture ?? null,
    sound: () => tracks?.sound ?? null,
    start: async () => {
      if (isChoosing || tracks !== null) return;
      const mine = ++turn;
      isChoosing = true;
      events.changed();
      try {
        const opened = await media.openScreen();
        if (mine !== turn) return stopAll(opened);
        adopt(opened);
      } catch (error) {
        if (mine !== turn) return;
        if (!isCancelled(error)) events.failed();
      }
      isChoosing = false;
      events.changed();
    },
    setSuits: (wanted) => {
      suits = wanted;
      suit();
      events.changed();
    },
    stop,
  };
}

function stateOf(isChoosing: boolean, tracks: ScreenTracks | null): ShareView["state"] {
  if (tracks !== null) return "on";
  return isChoosing ? "choosing" : "off";
}

/** Closing the picker is an answer, not an error. */
function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && /^(NotAllowedError|AbortError)$/.test(error.name);
}

function stopAll({ picture, sound }: ScreenTracks): void {
  picture.stop();
  sound?.stop();
}
