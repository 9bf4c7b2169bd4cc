import type { OwnFolder } from "../files/own-folder.ts";
import type { FilmMaker } from "./film-ports.ts";

/** What records is not loaded before somebody records. */
export function createFilmMaker(folder: OwnFolder): FilmMaker {
  return {
    isPossible: "MediaRecorder" in globalThis && "captureStream" in HTMLCanvasElement.prototype,
    open: async (input) => {
      const { openBrowserFilm } = await import("./browser-film.ts");
      return openBrowserFilm(folder, input);
    },
  };
}
