import { describe, expect, it } from "vitest";
import type { CallNotice, OwnMediaView } from "../../../extension/call/call-view.ts";
import { entrySteps } from "../../../extension/call/components/lobby/entry-steps.ts";
import { mediaTroubles } from "../../../extension/call/components/devices/media-trouble.ts";
import { noticeText } from "../../../extension/call/components/words/notice-text.ts";
import { linkForTheEye, serverName } from "../../../extension/call/components/words/server-name.ts";
import { titleText } from "../../../extension/call/components/words/title-text.ts";
import { english } from "../../support/preview-call/english.ts";
import { peer } from "../../support/preview-call/people.ts";
import { notices, scenes } from "../../support/preview-call/scenes.ts";

describe("the title of the tab", () => {
  it.each([
    ["lobby", "Join the call · Latchkey"],
    ["approval", "Waiting for approval · Latchkey"],
    ["waiting-some", "Waiting for the host · Latchkey"],
    ["call-1", "Only you in the call · Latchkey"],
    ["call-4", "4 people in the call · Latchkey"],
    ["call-gone", "4 people in the call, server gone · Latchkey"],
    ["left", "You left the call · Latchkey"],
    ["left-removed", "You were removed from the call · Latchkey"],
  ])("in scene %s", (name, title) => {
    const view = scenes[name];
    expect(view && english(titleText(view))).toBe(title);
  });

  it("counts nobody whose channel was never bound", () => {
    const peers = [peer(1), peer(2, { link: "connecting" }), peer(3, { link: "refused" })];
    const stage = { stage: "in-call", server: "here" } as const;
    expect(english(titleText({ stage, peers, server: "wss://x", knocks: [] }))).toContain(
      "2 people",
    );
  });
});

describe("a notice", () => {
  it("goes by itself only where there is nothing to do about it", () => {
    const brief = notices.filter((notice) => noticeText(notice).staysMs !== null);
    expect(brief.map(({ notice }) => notice)).toEqual([
      "peer-joined",
      "peer-left",
      "stranger-joined",
      "stranger-left",
      "stranger-knock",
      "knock",
      "invite-copied",
      "server-gone",
      "server-back",
      "device-gone",
      "device-back",
      "recording-begun",
      "recording-over",
      "recording-saved",
      "link-copied",
    ]);
  });

  it("names party and check of a refusal", () => {
    const refused: CallNotice = { id: 1, notice: "peer-refused", who: "Eve", failedCheck: "mac" };
    expect(english(noticeText(refused).text)).toBe(
      "Eve was kept out. The two ends of the channel do not agree.",
    );
    expect(english(noticeText({ ...refused, failedCheck: null }).text)).toBe(
      "Eve was kept out: a check failed.",
    );
  });
});

describe("trouble with camera and microphone", () => {
  const said = (camera: OwnMediaView["camera"], microphone: OwnMediaView["microphone"]): string[] =>
    mediaTroubles({ camera, microphone }).map(english);

  it("is none where they are on, off or starting", () => {
    expect(said("off", "on")).toEqual([]);
    expect(said("starting", "off")).toEqual([]);
  });

  it("is one sentence where both share it, and one each where they do not", () => {
    expect(said("missing", "missing")).toHaveLength(1);
    expect(said("missing", "missing")[0]).toContain("No camera and no microphone");
    expect(said("busy", "refused")).toHaveLength(2);
    expect(said("on", "failed")).toHaveLength(1);
  });

  it("always says that one can go on without", () => {
    const states = ["refused", "missing", "busy", "failed"] as const;
    for (const camera of states) {
      for (const microphone of states) {
        for (const sentence of said(camera, microphone)) {
          expect(sentence).toMatch(/, or go on without it\.$/);
        }
      }
    }
  });
});

describe("the way in", () => {
  it("has a step at the host's door only for those who wait there", () => {
    expect(entrySteps("entering").map(({ progress }) => progress)).toEqual(["done", "done", "now"]);
    expect(entrySteps("waiting-for-host").map(({ progress }) => progress)).toEqual([
      "done",
      "done",
      "now",
      "later",
    ]);
  });
});

describe("server and link", () => {
  it("are shown without scheme, and the link without its secret", () => {
    expect(serverName("ws://localhost:8787")).toBe("localhost:8787");
    expect(serverName("nonsense")).toBe("nonsense");
    const link = "https://call.example.org/r/0Lq3sYkZq8E0mFJ7u5Gd9vXhN2bT4wPcR1aKeVyMoIg#k=secret";
    expect(linkForTheEye(link)).toBe("call.example.org/r/0Lq3sYkZq8…");
  });
});
