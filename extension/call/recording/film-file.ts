import type { OwnFolder } from "../files/own-folder.ts";
import { saveToDownloads } from "../files/save-to-downloads.ts";
import type { FilmFault } from "./film-ports.ts";
import type { FromFilmWorker, ToFilmWorker } from "./film-worker.ts";

/** Where a film is written, never in memory as a whole. */
export interface FilmFile {
  readonly write: (block: Blob) => Promise<void>;
  /** All that was given is written. Gives the number of bytes. */
  readonly end: () => Promise<number>;
  readonly save: (name: string) => Promise<void>;
  readonly drop: () => Promise<void>;
}

export interface FilmFileEvents {
  /** It is time for a frame. */
  readonly frame: () => void;
  readonly fault: (fault: FilmFault) => void;
}

/** A disk that is so far behind cannot take it, and memory shall not fill in its stead. */
const waitingMaxBytes = 67_108_864;
/** The browser goes on copying for a while after the click. */
const keepForMs = 600_000;

export async function openFilmFile(
  folder: OwnFolder,
  frameEveryMs: number,
  events: FilmFileEvents,
): Promise<FilmFile> {
  const parent = await folder();
  const entry = `recording-${crypto.randomUUID()}`;
  const file = await parent.getFileHandle(entry, { create: true });
  const worker = new Worker(new URL("film-worker.ts", import.meta.url), { type: "module" });
  const say = (message: ToFilmWorker, moved: Transferable[] = []): void =>
    worker.postMessage(message, moved);
  let writing = Promise.resolve();
  let waitingBytes = 0;
  let writtenBytes = 0;
  let isOver = false;
  let tellEnd = (): void => undefined;
  const ended = new Promise<void>((resolve) => (tellEnd = resolve));
  let fault = (kind: FilmFault): void => {
    if (isOver) return;
    isOver = true;
    tellEnd();
    events.fault(kind);
  };

  await new Promise<void>((begun, refused) => {
    const running = fault;
    // Before it has begun there is somebody who waits for the answer.
    fault = (kind) => refused(new Error(kind));
    worker.addEventListener("message", ({ data }: MessageEvent<FromFilmWorker>) => {
      switch (data.say) {
        case "begun":
          fault = running;
          return begun();
        case "frame":
          return events.frame();
        case "written":
          waitingBytes -= data.bytes;
          writtenBytes += data.bytes;
          return;
        case "fault":
          return fault(data.fault);
        case "ended":
          return tellEnd();
      }
    });
    worker.addEventListener("error", () => fault("not-written"));
    say({ say: "begin", file, frameEveryMs });
  });

  const passOn = async (before: Promise<void>, block: Blob): Promise<void> => {
    await before;
    const bytes = await block.arrayBuffer();
    if (!isOver) say({ say: "write", block: bytes }, [bytes]);
  };
  const end = async (): Promise<number> => {
    await writing;
    if (!isOver) say({ say: "end" });
    await ended;
    isOver = true;
    worker.terminate();
    return writtenBytes;
  };
  return {
    // In turn: what a blob holds is read in its own time.
    write: (block) => {
      waitingBytes += block.size;
      if (waitingBytes > waitingMaxBytes) fault("not-written");
      writing = passOn(writing, block);
      return writing;
    },
    end,
    save: async (name) => {
      saveToDownloads(await file.getFile(), name);
      setTimeout(() => void parent.removeEntry(entry).catch(() => undefined), keepForMs);
    },
    drop: async () => {
      await end();
      await parent.removeEntry(entry);
    },
  };
}
