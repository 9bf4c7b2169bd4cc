import { describe, expect, it } from "vitest";
import type { FakeTrack } from "../../support/media/fake-media.ts";
import { settle } from "../../support/media/fake-media.ts";
import { openMedia, type OpenedMedia } from "../../support/media/opened-media.ts";

async function sharing(screen: string): Promise<OpenedMedia> {
  const opened = await openMedia();
  opened.fake.screen = screen;
  opened.own.actions.shareScreen();
  await settle();
  return opened;
}

describe("the shared screen", () => {
  it("is sent in slots of its own, with its sound where there is one", async () => {
    const { own } = await sharing("with sound");
    expect(own.view().share).toMatchObject({ state: "on", hasSound: true });
    expect(own.track("screen")).toMatchObject({ kind: "video", contentHint: "text" });
    expect(own.track("screen-audio")).toMatchObject({ kind: "audio", contentHint: "music" });
    expect(own.track("camera")).not.toBeNull();
    const silent = await sharing("without sound");
    expect(silent.own.track("screen-audio")).toBeNull();
  });

  it("is made for text or for motion, and so the next time", async () => {
    const { own, habits } = await sharing("without sound");
    own.actions.setShareSuits("motion");
    expect(own.track("screen")?.contentHint).toBe("motion");
    expect(habits().shareSuits).toBe("motion");
  });

  it("ends by the browser's own bar as by the button: its sound too", async () => {
    const { own, fake, sent } = await sharing("with sound");
    sent.length = 0;
    (own.track("screen") as FakeTrack).endByItself();
    expect(own.view().share.state).toBe("off");
    expect(sent).toEqual(["screen", "screen-audio"]);
    expect(fake.live().filter(({ label }) => label === "screen")).toEqual([]);
  });

  it("goes on where only its sound ends", async () => {
    const { own } = await sharing("with sound");
    (own.track("screen-audio") as FakeTrack).endByItself();
    expect(own.view().share).toMatchObject({ state: "on", hasSound: false });
    expect(own.track("screen-audio")).toBeNull();
  });

  it.each([
    ["NotAllowedError", false],
    ["NotReadableError", true],
  ])("that is not had for %s: said to have failed: %s", async (name, hasFailed) => {
    const { own, said } = await sharing(name);
    expect(own.view().share.state).toBe("off");
    expect(said()).toEqual(hasFailed ? ["share-failed: "] : []);
  });
});
