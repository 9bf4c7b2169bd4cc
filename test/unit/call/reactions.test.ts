import { describe, expect, it } from "vitest";
import type { Reaction } from "../../../protocol/channel/reaction.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { BoundPeer } from "../../../extension/call/features/feature.ts";
import { createReactions, type Reactions } from "../../../extension/call/features/reactions.ts";
import { fakeKeyId } from "../../support/preview-call/people.ts";
import { createManualClock, type ManualClock } from "../../support/server/manual-clock.ts";

interface Scene {
  readonly reactions: Reactions;
  readonly clock: ManualClock;
  readonly attach: (peerId: string) => BoundPeer;
  readonly hear: (peer: BoundPeer, reaction: Reaction) => void;
  readonly sent: (readonly [peerId: string, message: ChannelMessage])[];
  readonly shown: () => string[];
}

function scene(): Scene {
  const clock = createManualClock();
  const sent: (readonly [string, ChannelMessage])[] = [];
  const reactions = createReactions({ clock, changed: () => undefined });
  const attach = (peerId: string): BoundPeer => {
    const peer: BoundPeer = {
      peerId,
      key: fakeKeyId(1),
      name: () => "",
      person: () => ({ keyId: fakeKeyId(1), knownName: null, claimedName: "" }),
      sendChunk: async () => undefined,
      send: (message) => sent.push([peerId, message]),
      link: () => null,
    };
    reactions.feature.attached?.(peer);
    return peer;
  };
  return {
    reactions,
    clock,
    attach,
    hear: (peer, reaction) => reactions.feature.message?.(peer, { type: "reaction", reaction }),
    sent,
    shown: () => reactions.view().map(({ from, reaction }) => `${from ?? "me"} ${reaction}`),
  };
}

describe("reactions", () => {
  it("go to everybody, and are shown for a while", () => {
    const { reactions, attach, sent, shown, clock } = scene();
    attach("bob");
    attach("carol");
    reactions.actions.react("celebration");
    const message = { type: "reaction", reaction: "celebration" };
    expect(sent).toEqual([
      ["bob", message],
      ["carol", message],
    ]);
    expect(shown()).toEqual(["me celebration"]);
    clock.advance(3_999);
    expect(shown()).toEqual(["me celebration"]);
    clock.advance(1);
    expect(shown()).toEqual([]);
  });

  it("of others are shown by who sent them, the oldest first", () => {
    const { attach, hear, shown, clock } = scene();
    const [bob, carol] = [attach("bob"), attach("carol")];
    hear(carol, "yes");
    clock.advance(1_000);
    hear(bob, "no");
    expect(shown()).toEqual(["carol yes", "bob no"]);
    clock.advance(3_000);
    expect(shown()).toEqual(["bob no"]);
  });

  it("come back to a peer whose link was rebuilt, once", () => {
    const { reactions, attach, sent } = scene();
    attach("bob");
    attach("bob");
    reactions.actions.react("heart");
    expect(sent).toHaveLength(1);
  });

  it("in a flood are four of one person, and leave room for others", () => {
    const { attach, hear, shown } = scene();
    const [mallory, bob] = [attach("mallory"), attach("bob")];
    for (let count = 0; count < 10_000; count++) hear(mallory, "laughter");
    hear(bob, "yes");
    expect(shown()).toEqual([...Array<string>(4).fill("mallory laughter"), "bob yes"]);
  });

  it("are not sent faster than others would show them", () => {
    const { reactions, attach, sent, clock } = scene();
    attach("bob");
    for (let count = 0; count < 20; count++) reactions.actions.react("yes");
    expect(sent).toHaveLength(4);
    clock.advance(4_000);
    reactions.actions.react("yes");
    expect(sent).toHaveLength(5);
  });

  it("go with who leaves, and with the call", () => {
    const { reactions, attach, hear, shown } = scene();
    const [bob, carol] = [attach("bob"), attach("carol")];
    hear(bob, "yes");
    hear(carol, "no");
    reactions.feature.left?.(bob);
    expect(shown()).toEqual(["carol no"]);
    reactions.feature.ended?.();
    expect(shown()).toEqual([]);
  });
});
