import { describe, expect, it } from "vitest";
import { createFakeMedia, settle } from "../../support/media/fake-media.ts";
import { desk, headset, openMedia } from "../../support/media/opened-media.ts";

describe("muting", () => {
  it("silences what is sent in the same turn, and takes it from everybody", async () => {
    const { own, sent } = await openMedia();
    const track = own.track("microphone");
    expect(track?.enabled).toBe(true);
    sent.length = 0;
    own.actions.setMicrophone(false);
    expect(track?.enabled).toBe(false);
    expect(own.track("microphone")).toBeNull();
    expect(sent).toEqual(["microphone"]);
  });

  it("is undone in the same turn, with the device still open", async () => {
    const { own, fake } = await openMedia();
    own.actions.setMicrophone(false);
    await settle();
    own.actions.setMicrophone(true);
    expect(own.track("microphone")).toMatchObject({ enabled: true, readyState: "live" });
    expect(fake.opened).toHaveLength(1);
  });

  it("closes the device where nobody wants to be told that they speak", async () => {
    const { own, fake } = await openMedia();
    const microphones = () => fake.live().filter(({ kind }) => kind === "audioinput");
    own.actions.setMicrophone(false);
    await settle();
    expect(microphones()).toHaveLength(2);
    own.actions.setHabit("mutedHint", false);
    expect(microphones()).toEqual([]);
    own.actions.setMicrophone(true);
    await settle();
    expect(own.track("microphone")?.readyState).toBe("live");
    own.actions.setMicrophone(false);
    expect(microphones()).toEqual([]);
  });
});

describe("who speaks while muted", () => {
  it("is told after a word, not after a cough, and no longer than needed", async () => {
    const { own, fake, pass } = await openMedia();
    const speak = (level: number, forMs: number): void => {
      for (let ms = 0; ms < forMs; ms += 100) {
        pass(100);
        fake.hear(level);
      }
    };
    const isTold = (): boolean => own.view().media.speaksMuted;
    speak(0.3, 2_000);
    expect(isTold()).toBe(false);
    own.actions.setMicrophone(false);
    speak(0, 2_000);
    speak(0.3, 100);
    speak(0, 2_000);
    expect(isTold()).toBe(false);
    speak(0.3, 1_000);
    expect(isTold()).toBe(true);
    expect(own.view().media.level).toBe(0.3);
    speak(0, 6_000);
    expect(isTold()).toBe(false);
    speak(0.3, 1_000);
    own.actions.setMicrophone(true);
    expect(isTold()).toBe(false);
    expect(own.isSpeaking()).toBe(true);
  });
});

describe("a voice", () => {
  it("is sent while nothing is known of its level, and not in silence", async () => {
    const { own, fake, pass } = await openMedia();
    expect(own.isSpeaking()).toBe(true);
    fake.hear(0);
    expect(own.isSpeaking()).toBe(false);
    fake.hear(0.2);
    expect(own.isSpeaking()).toBe(true);
    pass(1_200);
    fake.hear(0);
    expect(own.isSpeaking()).toBe(false);
    // The browser has put the meter to sleep.
    pass(2_000);
    expect(own.isSpeaking()).toBe(true);
    own.actions.setMicrophone(false);
    expect(own.isSpeaking()).toBe(false);
  });
});

describe("processing", () => {
  it("is changed on the running track where the browser can, and else on a fresh one", async () => {
    const { own, fake } = await openMedia();
    own.actions.setProcessing("noiseSuppression", false);
    await settle();
    expect(fake.opened).toHaveLength(1);
    fake.canAdjust = false;
    own.actions.setProcessing("echoCancellation", false);
    await settle();
    expect(fake.opened.at(-1)).toEqual([
      "",
      { echoCancellation: false, noiseSuppression: false, autoGainControl: true },
    ]);
    expect(fake.live().filter(({ kind }) => kind === "audioinput")).toHaveLength(2);
  });

  it("is remembered for each microphone, without its name", async () => {
    const stored = new Map<string, string>();
    const devices = createFakeMedia([...desk, ...headset]);
    const { own } = await openMedia({ stored, devices });
    own.actions.chooseDevice("microphone", "mouth");
    await settle();
    own.actions.setProcessing("echoCancellation", false);
    own.actions.chooseDevice("microphone", "mic");
    await settle();
    expect(own.view().media.processing.echoCancellation).toBe(true);
    own.actions.chooseDevice("microphone", "mouth");
    await settle();
    expect(devices.opened.at(-1)?.[1].echoCancellation).toBe(false);
    expect([...stored.values()].join(" ")).not.toMatch(/headset|built-in/i);

    const next = await openMedia({ stored, devices: createFakeMedia([...desk, ...headset]) });
    expect(next.own.view().media).toMatchObject({
      microphoneId: "mouth",
      processing: { echoCancellation: false },
    });
  });
});

describe("sounds", () => {
  it("tell of joins and leaves on the chosen speaker, unless they are off", async () => {
    const { own, sounds } = await openMedia();
    own.actions.chooseDevice("speaker", "out");
    own.tell("peer-joined");
    own.tell("peer-left");
    own.tell("link-copied");
    own.actions.setHabit("comingSounds", false);
    own.tell("peer-joined");
    own.actions.playTestSound();
    expect(sounds).toEqual(["joined on out", "left on out", "test on out"]);
  });
});
