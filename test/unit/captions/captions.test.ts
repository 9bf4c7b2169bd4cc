import { describe, expect, it } from "vitest";
import { type Captions, createCaptions } from "../../../extension/call/captions/captions.ts";
import { paperPeer } from "../../support/call/bound-peers.ts";
import { quietTurn } from "../../support/call/quiet-turn.ts";
import { createManualClock, type ManualClock } from "../../support/server/manual-clock.ts";

interface Scene {
  readonly captions: Captions;
  readonly clock: ManualClock;
  /** What the machine understands. */
  readonly speak: (text: string) => void;
  readonly fail: () => void;
  readonly isListening: () => boolean;
  readonly mute: (isMuted: boolean) => void;
}

async function scene(canListen = true): Promise<Scene> {
  const clock = createManualClock();
  const voice = {} as MediaStreamTrack;
  let isMuted = false;
  let said: ((text: string) => void) | null = null;
  let failed = (): void => undefined;
  const captions = createCaptions({
    clock,
    changed: () => undefined,
    microphone: () => (isMuted ? null : voice),
    ears: {
      canListen: async () => canListen,
      listen: (_, hear, fail) => {
        said = hear;
        failed = fail;
        return () => (said = null);
      },
    },
  });
  await quietTurn();
  return {
    captions,
    clock,
    speak: (text) => said?.(text),
    fail: () => failed(),
    isListening: () => said !== null,
    mute: (muted) => {
      isMuted = muted;
      captions.microphoneChanged();
    },
  };
}

describe("captions", () => {
  it("are not offered where only a service could make them", async () => {
    const { captions, isListening } = await scene(false);
    captions.actions.captionMe(true);
    expect(captions.view()).toMatchObject({ isPossible: false, isMineOn: false });
    expect(isListening()).toBe(false);
  });

  it("go to everybody, a few times a second, the newest words always", async () => {
    const { captions, clock, speak } = await scene();
    const bob = paperPeer("Bob");
    captions.feature.attached?.(bob.peer);
    captions.actions.captionMe(true);
    for (const words of ["good", "good mor", "good morning"]) speak(words);
    expect(bob.sent).toEqual([{ type: "caption", text: "good" }]);
    clock.advance(300);
    expect(bob.sent.at(-1)).toEqual({ type: "caption", text: "good morning" });
    expect(bob.sent).toHaveLength(2);
    expect(captions.view().texts).toEqual({ "": "good morning" });
  });

  it("are made of what others can hear: none while muted or switched off", async () => {
    const { captions, isListening, mute } = await scene();
    captions.actions.captionMe(true);
    expect(isListening()).toBe(true);
    mute(true);
    expect(isListening()).toBe(false);
    mute(false);
    expect(isListening()).toBe(true);
    captions.actions.captionMe(false);
    expect(isListening()).toBe(false);
    captions.actions.captionMe(true);
    captions.feature.ended?.();
    expect(isListening()).toBe(false);
  });

  it("end, and the switch with them, where the machine gives up", async () => {
    const { captions, fail } = await scene();
    captions.actions.captionMe(true);
    fail();
    expect(captions.view().isMineOn).toBe(false);
  });

  it("of others are offered from the first, kept for five seconds, and go with who leaves", async () => {
    const { captions, clock } = await scene();
    const [bob, carol] = [paperPeer("Bob").peer, paperPeer("Carol").peer];
    expect(captions.view().areThere).toBe(false);
    captions.feature.message?.(bob, { type: "caption", text: "hello" });
    captions.feature.message?.(carol, { type: "caption", text: "hi" });
    expect(captions.view()).toMatchObject({ areThere: true, areShown: false });
    captions.feature.left?.(carol);
    expect(captions.view().texts).toEqual({ [bob.peerId]: "hello" });
    clock.advance(5_000);
    expect(captions.view().texts).toEqual({});
  });

  it("in a flood are one line and one timer of each", async () => {
    const { captions, clock } = await scene();
    const { peer } = paperPeer("Mallory");
    const before = clock.pending();
    for (let count = 0; count < 5_000; count++) {
      captions.feature.message?.(peer, { type: "caption", text: `${count}` });
    }
    expect(clock.pending() - before).toBe(1);
    expect(captions.view().texts).toEqual({ [peer.peerId]: "4999" });
  });
});
