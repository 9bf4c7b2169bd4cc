import { describe, expect, it } from "vitest";
import { offersFor } from "../../../extension/call/media/hot-plug.ts";
import { createFakeMedia, device, settle } from "../../support/media/fake-media.ts";
import { desk, headset, openMedia } from "../../support/media/opened-media.ts";

const usb = device("audioinput", "usb", "USB microphone (1234:abcd)");

describe("a device that is pulled out in use", () => {
  it("is followed by the default, with words, and comes back when it is plugged in again", async () => {
    const { fake, own, said } = await openMedia({ devices: createFakeMedia([...desk, usb]) });
    own.actions.chooseDevice("microphone", "usb");
    await settle();
    expect(own.track("microphone")?.label).toBe(usb.label);

    await fake.pullOut("usb");
    expect(own.track("microphone")?.label).toBe("Built-in microphone");
    expect(own.view().media).toMatchObject({ microphone: "on", microphoneId: "" });

    await fake.plugIn(usb);
    expect(own.track("microphone")?.label).toBe(usb.label);
    expect(own.view().media.microphoneId).toBe("usb");
    expect(said()).toEqual(["device-gone: USB microphone", "device-back: USB microphone"]);
  });

  it("is missing where there is no other, and used as soon as there is one", async () => {
    const { fake, own } = await openMedia();
    await fake.pullOut("cam");
    expect(own.view().media.camera).toBe("missing");
    expect(own.track("camera")).toBeNull();
    await fake.plugIn(device("videoinput", "new", "New camera"));
    expect(own.view().media.camera).toBe("on");
    expect(own.track("camera")?.label).toBe("New camera");
  });

  it("is not asked for again where the person took the permission back", async () => {
    const { fake, own } = await openMedia();
    const [camera] = fake.live().filter(({ kind }) => kind === "videoinput");
    await fake.pullOut("cam", "mic", "out");
    await fake.plugIn({ ...device("videoinput", ""), label: "" });
    camera?.endByItself();
    await settle();
    expect(own.view().media.camera).toBe("missing");
  });

  it("is let be where it was off", async () => {
    const { fake, own, said } = await openMedia();
    own.actions.setCamera(false);
    await fake.pullOut("cam");
    expect(own.view().media.camera).toBe("off");
    expect(said()).toEqual([]);
  });

  it("gives way to the default speaker, and takes it back", async () => {
    const { fake, own, said } = await openMedia({
      devices: createFakeMedia([...desk, ...headset]),
    });
    own.actions.chooseDevice("speaker", "ears");
    await fake.pullOut("ears");
    expect(own.view().media.speakerId).toBe("");
    await fake.plugIn(...headset.slice(0, 1));
    expect(own.view().media.speakerId).toBe("ears");
    expect(said()).toEqual(["device-gone: Headset", "device-back: Headset"]);
  });
});

describe("a device that is plugged in", () => {
  it("is offered once, with all that it can be used as, and used where that is accepted", async () => {
    const { fake, own, notices } = await openMedia();
    // The parts of a Bluetooth headset come one after the other.
    await fake.plugIn(...headset.slice(0, 1));
    await fake.plugIn(...headset.slice(1));
    expect(notices().map(({ notice, who }) => [notice, who])).toEqual([["device-new", "Headset"]]);
    expect(own.view().media).toMatchObject({ microphoneId: "", speakerId: "" });
    own.actions.acceptNotice(notices()[0]?.id ?? 0);
    await settle();
    expect(own.view().media).toMatchObject({ microphoneId: "mouth", speakerId: "ears" });
    expect(own.track("microphone")?.label).toBe("Headset");
    expect(notices()).toEqual([]);
  });

  it("is no news where only a permission was given, nor under the system's own names", () => {
    const nameless = desk.map(({ kind }) => ({ ...device(kind, ""), label: "" }));
    expect(offersFor(nameless, desk)).toEqual([]);
    const standard = device("audioinput", "default", "Default - Headset");
    expect(offersFor(desk, [...desk, standard])).toEqual([]);
    expect(offersFor(desk, [...desk, { ...usb, label: "" }])).toEqual([]);
    expect(offersFor(desk, [...desk, usb])).toMatchObject([{ microphone: "usb", camera: null }]);
  });
});

describe("a speaker in a browser that lists none", () => {
  it("is picked in the browser's own prompt, and left as it was where that is closed", async () => {
    const fake = createFakeMedia(desk.slice(0, 2));
    let picked: string | null = null;
    const pickSpeaker = async (): Promise<string> => {
      if (picked === null) throw new DOMException("closed", "NotAllowedError");
      return picked;
    };
    Object.assign(fake.media, { pickSpeaker });
    const { own, habits } = await openMedia({ devices: fake });
    expect(own.view().media).toMatchObject({ canPickSpeaker: true, speakers: [] });
    own.actions.pickSpeaker();
    await settle();
    expect(habits().speakerId).toBe("");
    picked = "out";
    await fake.plugIn(...desk.slice(2));
    own.actions.pickSpeaker();
    await settle();
    expect(own.view().media).toMatchObject({ speakerId: "out" });
  });
});

describe("a device that cannot be had", () => {
  it.each([
    ["NotAllowedError", "refused"],
    ["NotReadableError", "busy"],
    ["TypeError", "failed"],
  ])("for %s is said to be %s, and asked for again", async (name, state) => {
    const fake = createFakeMedia(desk);
    fake.fail(name);
    const { own } = await openMedia({ devices: fake });
    expect(own.view().media).toMatchObject({ camera: state, microphone: state });
    fake.fail(null);
    own.actions.retryMedia();
    await settle();
    expect(own.view().media).toMatchObject({ camera: "on", microphone: "on" });
  });

  it("though it was chosen the last time, is replaced by the default without a word", async () => {
    const stored = new Map<string, string>();
    const first = await openMedia({ stored, devices: createFakeMedia([...desk, usb]) });
    first.own.actions.chooseDevice("microphone", "usb");
    await settle();
    const next = await openMedia({ stored });
    expect(next.own.track("microphone")?.label).toBe("Built-in microphone");
    expect(next.said()).toEqual([]);
    await next.fake.plugIn(usb);
    expect(next.own.track("microphone")?.label).toBe(usb.label);
  });
});

describe("changes of mind", () => {
  it("are obeyed though a slow device answers later: nothing stays open", async () => {
    const { fake, own } = await openMedia();
    own.actions.setCamera(false);
    own.actions.setCamera(true);
    own.actions.setCamera(false);
    await settle();
    expect(fake.live().filter(({ kind }) => kind === "videoinput")).toEqual([]);
    expect(own.view().media.camera).toBe("off");
  });

  it("keep the camera before until the chosen one is there", async () => {
    const second = device("videoinput", "cam2", "Second camera");
    const { fake, own } = await openMedia({ devices: createFakeMedia([...desk, second]) });
    own.actions.chooseDevice("camera", "cam2");
    expect(own.track("camera")?.label).toBe("Built-in camera");
    await settle();
    expect(own.track("camera")?.label).toBe("Second camera");
    expect(fake.live().filter(({ kind }) => kind === "videoinput")).toHaveLength(1);
  });
});

describe("leaving", () => {
  it("ends every track, whatever was on, and hears of no device any more", async () => {
    const { fake, own, said } = await openMedia();
    own.actions.setMicrophone(false);
    own.actions.shareScreen();
    await settle();
    own.stop();
    await fake.plugIn(...headset);
    expect(fake.live()).toEqual([]);
    expect(said()).toEqual([]);
  });

  it("lets go of a screen that is only picked afterwards", async () => {
    const { fake, own } = await openMedia();
    own.actions.shareScreen();
    own.stop();
    await settle();
    expect(fake.live()).toEqual([]);
  });

  it("brings back in the lobby what was on, and not what was off", async () => {
    const { own } = await openMedia();
    own.actions.setCamera(false);
    own.stop();
    own.restart();
    await settle();
    expect(own.view().media).toMatchObject({ camera: "off", microphone: "on" });
  });
});
