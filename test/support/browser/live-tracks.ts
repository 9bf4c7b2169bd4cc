import type { Page } from "playwright-core";

export interface LiveTrack {
  readonly kind: string;
  /** The device's name; for a received track its id. */
  readonly label: string;
}

/**
 * Every media track in the page that has not ended: own devices and received ones, also such as
 * only a closure still holds. Asks the engine for its objects, so nothing in the page is changed.
 */
export async function liveTracks(page: Page): Promise<readonly LiveTrack[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { result: prototype } = await session.send("Runtime.evaluate", {
      expression: "MediaStreamTrack.prototype",
    });
    if (prototype.objectId === undefined) throw new Error("the page knows no media tracks");
    const { objects } = await session.send("Runtime.queryObjects", {
      prototypeObjectId: prototype.objectId,
    });
    if (objects.objectId === undefined) throw new Error("the engine gave no objects");
    const { result } = await session.send("Runtime.callFunctionOn", {
      objectId: objects.objectId,
      functionDeclaration: `function () {
        return this.filter((track) => track.readyState === "live")
          .map(({ kind, label }) => ({ kind, label }));
      }`,
      returnByValue: true,
    });
    return result.value as LiveTrack[];
  } finally {
    await session.detach();
  }
}
