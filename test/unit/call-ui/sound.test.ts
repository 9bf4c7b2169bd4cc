import { describe, expect, it } from "vitest";
import { button, poll, usePreview } from "../../support/preview-call/use-preview.ts";
import { openPreviewBrowser } from "../../support/preview-call/open-preview.ts";

const on = usePreview();

describe("sound", { timeout: 60_000 }, () => {
  it("plays everybody else's sound, and keeps playing while the view is renewed", async () => {
    await on("call-4", {}, async (page) => {
      const videos = page.getByRole("region", { name: "People in the call" }).locator("video");
      await poll(() =>
        videos.evaluateAll((all: HTMLVideoElement[]) => all.map((video) => video.paused)),
      ).toEqual([false, false, false, false]);
      const muted = await videos.evaluateAll((all: HTMLVideoElement[]) =>
        all.map((video) => video.muted),
      );
      expect(muted).toEqual([false, false, false, true]);
      const survived = await page.evaluate(() => {
        const before = Array.from(document.querySelectorAll("video"));
        for (const peerId of ["peer-1", "peer-2"]) {
          window.preview.changePeer(peerId, {
            audioLevel: 0.3,
            sends: { microphone: true, camera: false },
          });
        }
        window.preview.show("call-6");
        return before.slice(0, 3).filter((video) => video.isConnected && !video.paused).length;
      });
      expect(survived).toBe(3);
    });
  });

  it("plays on the chosen speaker", async () => {
    await on("call-2+voices", {}, async (page) => {
      const speakerId = await page.evaluate(async () => {
        await navigator.mediaDevices.getUserMedia({ audio: true });
        const devices = await navigator.mediaDevices.enumerateDevices();
        const speakers = devices.filter(({ kind }) => kind === "audiooutput");
        const chosen = speakers.at(-1)?.deviceId ?? "";
        const preview = document.querySelector("video")?.srcObject as MediaStream | null;
        window.preview.change({
          media: {
            camera: "off",
            microphone: "on",
            cameraId: "",
            microphoneId: "",
            speakerId: chosen,
            cameras: [],
            microphones: [],
            speakers: [],
            canPickSpeaker: false,
            preview,
            level: 0,
            speaksMuted: false,
            processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
            habits: { pushToTalk: true, mutedHint: true, comingSounds: true },
          },
        });
        return chosen;
      });
      expect(speakerId).not.toBe("");
      const bob = page.getByRole("group", { name: "Bob" }).locator("video");
      await poll(() => bob.evaluate((video: HTMLVideoElement) => video.sinkId)).toBe(speakerId);
    });
  });
});

describe("a browser that holds sound back", { timeout: 120_000 }, () => {
  it("is asked with a click, and the notice goes", async () => {
    const strict = await openPreviewBrowser({ holdsSoundBack: true });
    try {
      // Nothing may be evaluated in the page before: that counts as a click.
      const { page } = await strict.open("call-2+voices", { isUntouched: true });
      await button(page, "Play sound").click();
      await poll(() => page.getByRole("button", { name: "Play sound" }).count()).toBe(0);
      const bob = page.getByRole("group", { name: "Bob" }).locator("video");
      await poll(() => bob.evaluate((video: HTMLVideoElement) => video.paused)).toBe(false);
    } finally {
      await strict.close();
    }
  });
});
