import type { ChromiumProfile } from "./chromium-profile.ts";

const patienceMs = 5_000;

/**
 * Ends the background worker as Chromium ends an idle one: its memory is gone, its registration
 * stays, and the next event starts it anew. Resolves once it has stopped.
 */
export async function stopBackgroundWorker({ context, origin }: ChromiumProfile): Promise<void> {
  const page = context.pages().find((each) => each.url().startsWith(origin));
  if (page === undefined) throw new Error("a page of the extension has to be open");
  const session = await context.newCDPSession(page);
  try {
    const stopped = new Promise<void>((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error("the background worker did not stop")),
        patienceMs,
      );
      session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
        if (versions.length === 0 || versions.some((one) => one.runningStatus !== "stopped")) {
          return;
        }
        clearTimeout(limit);
        resolve();
      });
    });
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    await stopped;
  } finally {
    await session.detach();
  }
}
