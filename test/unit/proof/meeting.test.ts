import { describe, expect, it } from "vitest";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { BoundPeer } from "../../../extension/call/features/feature.ts";
import { createMeeting } from "../../../extension/call/peers/meeting.ts";

/** A meeting with what happened in it, in order. */
function scene() {
  const log: string[] = [];
  const rule = { isHeld: true };
  const meeting = createMeeting({
    features: [
      {
        attached: () => log.push("attached"),
        detached: () => log.push("detached"),
        left: () => log.push("left"),
        message: (_peer, { type }) => log.push(type),
      },
    ],
    peer: () => ({}) as BoundPeer,
    isHeld: () => rule.isHeld,
    met: () => log.push("media"),
    parted: () => log.push("no media"),
  });
  return { log, rule, meeting };
}

const hand: ChannelMessage = { type: "hand", raised: true };

describe("somebody whose channel is bound", () => {
  it("is met at once where nothing holds them", () => {
    const { log, rule, meeting } = scene();
    rule.isHeld = false;
    meeting.begin();
    meeting.receive(hand);
    expect(log).toEqual(["media", "attached", "hand"]);
  });

  it("exchanges nothing while held, and what they said comes once they are met", () => {
    const { log, rule, meeting } = scene();
    meeting.begin();
    meeting.receive(hand);
    meeting.reconsider();
    expect([log, meeting.isMet()]).toEqual([[], false]);
    rule.isHeld = false;
    meeting.reconsider();
    meeting.reconsider();
    expect(log).toEqual(["media", "attached", "hand"]);
  });

  it("is parted from in the middle of the call", () => {
    const { log, rule, meeting } = scene();
    rule.isHeld = false;
    meeting.begin();
    rule.isHeld = true;
    meeting.reconsider();
    meeting.receive(hand);
    expect(log).toEqual(["media", "attached", "detached", "no media"]);
  });

  it("cannot fill the memory while held", () => {
    const { log, rule, meeting } = scene();
    meeting.begin();
    for (let i = 0; i < 10_000; i++) meeting.receive(hand);
    rule.isHeld = false;
    meeting.reconsider();
    expect(log.filter((entry) => entry === "hand")).toHaveLength(64);
  });

  it("is met anew on each channel, and what was said on a lost one is gone", () => {
    const { log, rule, meeting } = scene();
    meeting.begin();
    meeting.receive(hand);
    meeting.pause();
    meeting.reconsider();
    rule.isHeld = false;
    meeting.reconsider();
    expect(log).toEqual([]);
    meeting.begin();
    meeting.begin();
    meeting.pause();
    meeting.end();
    expect(log).toEqual(["media", "attached", "detached", "media", "attached", "detached", "left"]);
  });

  it("has not left where they were never met", () => {
    const { log, meeting } = scene();
    meeting.begin();
    meeting.end();
    expect(log).toEqual([]);
  });
});
