import type { Ears } from "./ears.ts";

/** Web Speech API with its on-device part, which lib.dom does not know yet. */
interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  readonly start: (track: MediaStreamTrack) => void;
  readonly abort: () => void;
}
interface RecognitionMaker {
  new (): Recognition;
  readonly prototype: Recognition;
  readonly available?: (wish: {
    readonly langs: readonly string[];
    readonly processLocally: true;
  }) => Promise<string>;
}
interface ResultEvent extends Event {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { isFinal: boolean }>;
}

function maker(): RecognitionMaker | null {
  const names = globalThis as { readonly SpeechRecognition?: RecognitionMaker };
  const found = names.SpeechRecognition;
  // Without this attribute the browser would ask a service, whatever one sets.
  return found !== undefined && "processLocally" in found.prototype ? found : null;
}

export const browserEars: Ears = {
  canListen: async () => {
    const wish = { langs: [navigator.language], processLocally: true } as const;
    // Not "downloadable": nothing is fetched for it.
    return (await maker()?.available?.(wish)) === "available";
  },
  listen: (track, said, failed) => {
    const Recognition = maker();
    if (Recognition === null) throw new Error("no speech recognition here");
    const recognition = new Recognition();
    recognition.lang = navigator.language;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.processLocally = true;
    let isOver = false;
    const fail = (): void => {
      if (isOver) return;
      isOver = true;
      failed();
    };
    recognition.addEventListener("result", (event) => {
      const { results } = event as ResultEvent;
      const last = results[results.length - 1];
      if (isOver || last === undefined) return;
      said(last[0]?.transcript ?? "");
      if (last.isFinal) said("");
    });
    recognition.addEventListener("error", fail);
    recognition.addEventListener("end", fail);
    recognition.start(track);
    return () => {
      isOver = true;
      recognition.abort();
    };
  },
};
