import type { Page } from "playwright-core";

/** What a page's living connections know of the other ends: every candidate that ever arrived. */
export interface RemoteCandidates {
  /** `host`, `srflx`, `prflx` or `relay`, and the address. */
  readonly candidates: readonly string[];
  /** All remote descriptions, with what was told later in them. */
  readonly descriptions: string;
  readonly connections: number;
}

export async function remoteCandidates(page: Page): Promise<RemoteCandidates> {
  const session = await page.context().newCDPSession(page);
  try {
    const { result: prototype } = await session.send("Runtime.evaluate", {
      expression: "RTCPeerConnection.prototype",
    });
    const { objects } = await session.send("Runtime.queryObjects", {
      prototypeObjectId: prototype.objectId!,
    });
    const { result } = await session.send("Runtime.callFunctionOn", {
      objectId: objects.objectId!,
      functionDeclaration: `async function () {
        const living = this.filter((pc) => pc.connectionState !== "closed");
        const candidates = [];
        for (const pc of living) {
          (await pc.getStats()).forEach((report) => {
            if (report.type !== "remote-candidate") return;
            candidates.push(report.candidateType + " " + report.address);
          });
        }
        const descriptions = living.map((pc) => pc.remoteDescription?.sdp ?? "").join("\\n");
        return { candidates, descriptions, connections: living.length };
      }`,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value as RemoteCandidates;
  } finally {
    await session.detach();
  }
}
