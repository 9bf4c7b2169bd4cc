import type { FromBackdropWorker, ToBackdropWorker } from "./backdrop-worker.ts";
import type { OpenFilter, Look } from "./filter-ports.ts";

/** Of frames that the page is asked for. */
const frameEveryMs = 50;
/** A machine that has no frame by then will not have many. */
const patienceMs = 20_000;

/** Resolves with the first frame that is painted; rejects where there will be none. */
export async function openBrowserFilter(
  raw: MediaStreamTrack,
  look: Look,
  tooSlow: () => void,
): Promise<OpenFilter> {
  const worker = new Worker(new URL("backdrop-worker.ts", import.meta.url), { type: "module" });
  const say = (message: ToBackdropWorker, moved: Transferable[] = []): void =>
    worker.postMessage(message, moved);
  const way = "MediaStreamTrackGenerator" in globalThis ? streams(raw, say) : frames(raw, say);
  const close = (): void => {
    worker.terminate();
    way.close();
  };
  const setLook = (wanted: Look): void => say({ say: "look", look: wanted });
  setLook(look);
  let isRunning = false;
  try {
    await new Promise<void>((running, failed) => {
      const timer = setTimeout(() => failed(new Error("no frame in time")), patienceMs);
      worker.addEventListener("error", () => failed(new Error("the worker broke")));
      worker.addEventListener("message", ({ data }: MessageEvent<FromBackdropWorker>) => {
        way.hear(data);
        if (data.say === "running") {
          clearTimeout(timer);
          isRunning = true;
          running();
        }
        // Before its first frame or after it: either way it does not go on.
        if (data.say === "too-slow" || (data.say === "failed" && isRunning)) tooSlow();
        if (data.say === "failed") failed(new Error("no frame could be painted"));
      });
      way.start();
    });
  } catch (error) {
    close();
    throw error;
  }
  return { track: way.track, setLook, close };
}

/** How frames get to the worker and back. */
interface Way {
  readonly track: MediaStreamTrack;
  readonly start: () => void;
  readonly hear: (message: FromBackdropWorker) => void;
  readonly close: () => void;
}

type Say = (message: ToBackdropWorker, moved?: Transferable[]) => void;

/** The page never sees a frame: Chromium. */
function streams(raw: MediaStreamTrack, say: Say): Way {
  const { readable } = new MediaStreamTrackProcessor({ track: raw });
  const track = new MediaStreamTrackGenerator({ kind: "video" });
  const { writable } = track;
  return {
    track,
    start: () => say({ say: "streams", readable, writable }, [readable, writable]),
    hear: () => undefined,
    close: () => track.stop(),
  };
}

/** Through a player and a canvas of the page, where there are no such streams: Firefox. */
function frames(raw: MediaStreamTrack, say: Say): Way {
  const player = document.createElement("video");
  player.muted = true;
  player.playsInline = true;
  player.srcObject = new MediaStream([raw]);
  player.play().catch(() => undefined);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("bitmaprenderer");
  const [track] = canvas.captureStream().getVideoTracks();
  if (context === null || track === undefined) throw new Error("no canvas to show it on");
  let isWaiting = false;
  const sendFrame = async (): Promise<void> => {
    // One at a time: a queue would only be late.
    if (isWaiting || player.videoWidth === 0) return;
    isWaiting = true;
    try {
      const frame = await createImageBitmap(player);
      say({ say: "frame", frame }, [frame]);
    } catch {
      isWaiting = false;
    }
  };
  return {
    track,
    start: () => say({ say: "ask-for-frames", everyMs: frameEveryMs }),
    hear: (message) => {
      if (message.say === "next") void sendFrame();
      if (message.say !== "painted") return;
      isWaiting = false;
      [canvas.width, canvas.height] = [message.frame.width, message.frame.height];
      context.transferFromImageBitmap(message.frame);
    },
    close: () => {
      track.stop();
      player.srcObject = null;
    },
  };
}
