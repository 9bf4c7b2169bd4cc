import type { Page } from "playwright-core";

/** What one page has sent and received over all its open connections so far; see webrtc-stats. */
export interface MediaCounts {
  /** On the page's own clock: on a busy machine the answer comes late. */
  readonly atMs: number;
  readonly video: readonly ReceivedVideo[];
  /** Heard from each of the others. */
  readonly audio: readonly ReceivedAudio[];
  /** What one's own microphone said, as `totalAudioEnergy`; 0 without one. */
  readonly saidEnergy: number;
}

export interface ReceivedVideo {
  readonly id: string;
  readonly frames: number;
  readonly width: number;
  readonly bytes: number;
}

export interface ReceivedAudio {
  readonly id: string;
  readonly energy: number;
  readonly packets: number;
  readonly lost: number;
  /** Samples that were made up though there was something to hear, and all samples. */
  readonly concealed: number;
  readonly samples: number;
}

/**
 * Asks the engine for the page's connections, so nothing in the page is changed; those that are
 * closed are left out.
 */
export async function mediaCounts(page: Page): Promise<MediaCounts> {
  const session = await page.context().newCDPSession(page);
  try {
    const { result: prototype } = await session.send("Runtime.evaluate", {
      expression: "RTCPeerConnection.prototype",
    });
    const { objects } = await session.send("Runtime.queryObjects", {
      prototypeObjectId: prototype.objectId ?? "",
    });
    const { result } = await session.send("Runtime.callFunctionOn", {
      objectId: objects.objectId ?? "",
      functionDeclaration: countMedia,
      returnByValue: true,
      awaitPromise: true,
    });
    return result.value as MediaCounts;
  } finally {
    await session.detach();
  }
}

/** As text, since it runs in the page; `this` is the list of connections. */
const countMedia = `async function () {
  const counts = { video: [], audio: [], saidEnergy: 0, atMs: performance.now() };
  const open = this.filter((connection) => connection.connectionState === "connected");
  for (const connection of open) {
    for (const entry of (await connection.getStats()).values()) {
      // The list of connections is in no order.
      const id = entry.trackIdentifier ?? entry.id;
      if (entry.type === "inbound-rtp" && entry.kind === "video") {
        counts.video.push({
          id,
          frames: entry.framesDecoded ?? 0,
          width: entry.frameWidth ?? 0,
          bytes: entry.bytesReceived ?? 0,
        });
      }
      if (entry.type === "inbound-rtp" && entry.kind === "audio") {
        counts.audio.push({
          id,
          energy: entry.totalAudioEnergy ?? 0,
          packets: entry.packetsReceived ?? 0,
          lost: entry.packetsLost ?? 0,
          concealed: (entry.concealedSamples ?? 0) - (entry.silentConcealedSamples ?? 0),
          samples: entry.totalSamplesReceived ?? 0,
        });
      }
      if (entry.type === "media-source" && entry.kind === "audio") {
        counts.saidEnergy = Math.max(counts.saidEnergy, entry.totalAudioEnergy ?? 0);
      }
    }
  }
  return counts;
}`;
