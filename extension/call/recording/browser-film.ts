import type { OwnFolder } from "../files/own-folder.ts";
import { createFilmCanvas } from "./film-canvas.ts";
import { openFilmFile } from "./film-file.ts";
import type { Film, FilmInput } from "./film-ports.ts";
import { createSoundMix } from "./sound-mix.ts";

/** The first that the browser writes. VP8 before VP9: it costs a third, beside the call's encoders. */
const containers = [
  { type: "video/webm;codecs=vp8,opus", ending: "webm" },
  { type: "video/webm;codecs=vp9,opus", ending: "webm" },
  { type: "video/webm", ending: "webm" },
  { type: "video/mp4", ending: "mp4" },
] as const;

const frameEveryMs = 50;
const pieceMs = 1_000;
const videoBitsPerSecond = 2_500_000;
const audioBitsPerSecond = 128_000;

/** Draws, mixes and writes a film, until it is finished. */
export async function openBrowserFilm(folder: OwnFolder, input: FilmInput): Promise<Film> {
  const container = containers.find(({ type }) => MediaRecorder.isTypeSupported(type));
  if (container === undefined) throw new Error("no container to write");
  const picture = createFilmCanvas();
  const sound = createSoundMix();
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    picture.close();
    sound.close();
    removeEventListener("beforeunload", askFirst);
  };
  const drawFrame = (): void => {
    // The worker goes on telling the time until all is written.
    if (isClosed) return;
    const scene = input.scene();
    sound.hear(scene.sounds);
    picture.draw(scene.tiles);
  };
  const opened = openFilmFile(folder, frameEveryMs, { frame: drawFrame, fault: input.failed });
  const file = await opened.catch((error: unknown) => {
    close();
    throw error;
  });
  const stream = picture.canvas.captureStream(1_000 / frameEveryMs);
  stream.addTrack(sound.track);
  const recorder = new MediaRecorder(stream, {
    mimeType: container.type,
    videoBitsPerSecond,
    audioBitsPerSecond,
  });
  const stopped = new Promise<void>((resolve) => {
    recorder.addEventListener("stop", () => resolve());
  });
  recorder.addEventListener("dataavailable", ({ data }) => {
    if (data.size > 0) void file.write(data).catch(() => input.failed("not-written"));
  });
  recorder.addEventListener("error", () => input.failed("failed"));
  addEventListener("beforeunload", askFirst);
  drawFrame();
  recorder.start(pieceMs);

  const stop = async (): Promise<void> => {
    if (recorder.state !== "inactive") {
      recorder.stop();
      await stopped;
    }
    for (const track of stream.getTracks()) track.stop();
    close();
  };
  return {
    finish: async () => {
      try {
        await stop();
        if ((await file.end()) === 0) return false;
        await file.save(`${input.fileName}.${container.ending}`);
        return true;
      } catch {
        return false;
      }
    },
    drop: async () => {
      await stop();
      await file.drop();
    },
  };
}

/** What is not saved yet would be gone with the page. */
function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
