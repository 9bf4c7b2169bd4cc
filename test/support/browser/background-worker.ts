import type { ChromiumProfile } from "./chromium-profile.ts";

const patienceMs = 5_000;

/**
 * Ends the background worker as Chromium ends an idle one: its memory is gone, its registration
 * stays, and the next event starts it anew. Resolves once it has stopped.
 */
export async function stopBackgroundWorker({ context, url }: ChromiumProfile): Promise<void> {
  // Any page of the extension may speak of its worker. This one runs no script of ours, so it
  // wakes nothing.
  const page = await context.newPage();
  try {
    await page.goto(url("icons/16.png"));
    const session = await context.newCDPSession(page);
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
    await page.close();
  }
}
