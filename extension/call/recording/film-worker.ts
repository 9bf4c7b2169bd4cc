// Writes the file and keeps the time. Here since only a worker may write into a file in place, so
// that what was written stays when the disk is full, and since the page's own timers are held back
// to one a second once another tab is in front.

/** What the page says: at first the file, then its pieces, in order. */
export type ToFilmWorker =
  | { readonly say: "begin"; readonly file: FileSystemFileHandle; readonly frameEveryMs: number }
  | { readonly say: "write"; readonly block: ArrayBuffer }
  | { readonly say: "end" };

export type FromFilmWorker =
  | { readonly say: "begun" }
  | { readonly say: "frame" }
  | { readonly say: "written"; readonly bytes: number }
  | { readonly say: "fault"; readonly fault: "disk-full" | "not-written" }
  | { readonly say: "ended" };

interface OpenFile {
  readonly write: (block: ArrayBuffer, at: { at: number }) => number;
  readonly truncate: (size: number) => void;
  readonly flush: () => void;
  readonly close: () => void;
}
type InPlace = FileSystemFileHandle & { createSyncAccessHandle: () => Promise<OpenFile> };

let file: OpenFile | null = null;
let size = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function say(message: FromFilmWorker): void {
  postMessage(message);
}

function write(block: ArrayBuffer): void {
  if (file === null) return;
  try {
    // A disk that is full takes less than it was given, or throws.
    if (file.write(block, { at: size }) < block.byteLength) throw full();
    size += block.byteLength;
    say({ say: "written", bytes: block.byteLength });
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    end();
    say({ say: "fault", fault: isFull ? "disk-full" : "not-written" });
  }
}

function full(): DOMException {
  return new DOMException("no room", "QuotaExceededError");
}

/** Whole pieces only: a player stops at half a one. */
function end(): void {
  clearInterval(timer);
  if (file === null) return;
  try {
    file.truncate(size);
    file.flush();
  } finally {
    file.close();
    file = null;
  }
}

async function begin(handle: FileSystemFileHandle, frameEveryMs: number): Promise<void> {
  file = await (handle as InPlace).createSyncAccessHandle();
  timer = setInterval(() => say({ say: "frame" }), frameEveryMs);
  say({ say: "begun" });
}

addEventListener("message", ({ data }: MessageEvent<ToFilmWorker>) => {
  switch (data.say) {
    case "begin":
      begin(data.file, data.frameEveryMs).catch(() => say({ say: "fault", fault: "not-written" }));
      break;
    case "write":
      write(data.block);
      break;
    case "end":
      end();
      say({ say: "ended" });
      break;
  }
});
