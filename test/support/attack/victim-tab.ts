import type { Locator, Page } from "playwright-core";
import type { Check } from "../../../protocol/codes.ts";
import { checkText } from "../../../extension/call/components/words/check-text.ts";
import { shortKeyId } from "../../../extension/call/peers/short-key-id.ts";
import type { CallTab } from "../e2e/screens/call-tab.ts";
import { says } from "../e2e/words.ts";

/** What a call tab sends on one of its connections, asked of the browser and not of its script. */
export interface Sending {
  /** Tracks of the person's that a sender has. */
  readonly tracks: number;
  readonly packets: number;
  readonly packetsReceived: number;
  readonly state: string;
}

/** Of every RTCPeerConnection whose remote description names this certificate. */
export async function sendingTo(page: Page, fingerprint: string): Promise<readonly Sending[]> {
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
      functionDeclaration: String(measure),
      arguments: [{ value: fingerprint }],
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value as readonly Sending[];
  } finally {
    await session.detach();
  }
}

interface Rtp {
  readonly type: string;
  readonly packetsSent?: number;
  readonly packetsReceived?: number;
}

// Runs in the page, on the array of its connections.
async function measure(
  this: readonly RTCPeerConnection[],
  fingerprint: string,
): Promise<readonly Sending[]> {
  const theirs = this.filter((pc) => pc.remoteDescription?.sdp.includes(fingerprint));
  return Promise.all(
    theirs.map(async (pc) => {
      let packets = 0;
      let packetsReceived = 0;
      (await pc.getStats()).forEach((report: Rtp) => {
        if (report.type === "outbound-rtp") packets += report.packetsSent ?? 0;
        if (report.type === "inbound-rtp") packetsReceived += report.packetsReceived ?? 0;
      });
      const tracks = pc.getSenders().filter(({ track }) => track !== null).length;
      return { tracks, packets, packetsReceived, state: pc.connectionState };
    }),
  );
}

/** The tile of a person, by their key. */
export function tileOf(tab: CallTab, keyId: string): Locator {
  return tab.page.getByRole("group").filter({ has: tab.page.locator(`[title="${keyId}"]`) });
}

export function untilBound(tab: CallTab, keyId: string): Promise<void> {
  return tileOf(tab, keyId).getByRole("button", { name: "Confirm identity" }).waitFor();
}

/** Frames of a person's camera that were put on the screen; 0 where no stream is there to show. */
export function framesShown(tab: CallTab, keyId: string): Promise<number> {
  return tileOf(tab, keyId)
    .locator("video")
    .evaluateAll((videos: HTMLVideoElement[]) =>
      videos
        .filter(({ srcObject }) => srcObject !== null)
        .reduce((sum, video) => sum + video.getVideoPlaybackQuality().totalVideoFrames, 0),
    );
}

/** What the call tab says of a failed check. */
export function wordsOf(check: Check): string {
  const text = checkText(check);
  if (!("key" in text)) throw new Error(`${check} has no words`);
  return says(text.key);
}

/** Until the tile says that this check failed, and a message has said so of this key. */
export async function untilRefused(tab: CallTab, keyId: string, check: Check): Promise<void> {
  const words = wordsOf(check);
  await tileOf(tab, keyId).getByText(words).waitFor();
  const message = says("callNoticeRefused", shortKeyId(keyId), words);
  await tab.page.getByText(message, { exact: true }).first().waitFor();
}
