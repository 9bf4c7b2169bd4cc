import { describe, expect, it } from "vitest";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { toBase64url } from "../../../protocol/base64.ts";
import { type Carrying, createCarrying } from "../../../extension/call/peers/carrying.ts";
import { newPeer, type PeerState } from "../../../extension/call/peers/peer-machine.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

const box = new Uint8Array(32).fill(5);
const boxText = toBase64url(box);

/** Carrying by one person, whose peers are these; what each was sent and what came for each. */
function carryingAmong(links: Readonly<Record<string, Partial<PeerState>>>) {
  const clock = createManualClock();
  const sent: [string, ChannelMessage][] = [];
  const received: [string, Uint8Array][] = [];
  const peers = Object.entries(links).map(([peerId, state]) => {
    const peer = {
      state: () => ({ ...newPeer("lo"), ...state }),
      send: (message: ChannelMessage) => void sent.push([peerId, message]),
      receive: (bytes: Uint8Array) => void received.push([peerId, bytes]),
    };
    return [peerId, peer] as const;
  });
  const carrying: Carrying = createCarrying(() => peers, clock);
  return { carrying, clock, sent, received };
}
const well = { link: "bound" } as const;

describe("boxes that go over a third person", () => {
  it("are given to those who are well, and not to the one they are for", () => {
    const { carrying, sent } = carryingAmong({
      bob: { link: "lost" },
      carol: well,
      dave: { link: "lost", isWeak: true },
      erin: { link: "connecting" },
    });
    carrying.send("bob", box);
    expect(sent).toEqual([["carol", { type: "carry", to: "bob", box: boxText }]]);
  });

  it("are given to a few, however many there are", () => {
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`p${i}`, well]));
    const { carrying, sent } = carryingAmong({ bob: { link: "lost" }, ...many });
    carrying.send("bob", box);
    expect(sent).toHaveLength(4);
  });

  it("are passed on with the name of who really sent them", () => {
    const { carrying, sent } = carryingAmong({ alice: well, bob: well });
    carrying.hear("alice", { type: "carry", to: "bob", box: boxText });
    expect(sent).toEqual([["bob", { type: "carried", from: "alice", box: boxText }]]);
  });

  it("are dropped where the other end is not reached or not known", () => {
    const { carrying, sent } = carryingAmong({ alice: well, bob: { link: "lost" } });
    carrying.hear("alice", { type: "carry", to: "bob", box: boxText });
    carrying.hear("alice", { type: "carry", to: "nobody", box: boxText });
    expect(sent).toEqual([]);
  });

  it("are opened as if they had come through the server", () => {
    const { carrying, received } = carryingAmong({ bob: { link: "lost" }, carol: well });
    carrying.hear("carol", { type: "carried", from: "bob", box: boxText });
    expect(received).toEqual([["bob", box]]);
  });

  it("are not carried without end", () => {
    const { carrying, clock, sent } = carryingAmong({ alice: well, bob: well, eve: well });
    for (let i = 0; i < 10_000; i += 1) {
      carrying.hear("eve", { type: "carry", to: "bob", box: boxText });
    }
    expect(sent.length).toBeLessThanOrEqual(200);
    carrying.hear("alice", { type: "carry", to: "bob", box: boxText });
    expect(sent.at(-1)).toEqual(["bob", { type: "carried", from: "alice", box: boxText }]);
    const before = sent.length;
    clock.advance(1_000);
    for (let i = 0; i < 1_000; i += 1) {
      carrying.hear("eve", { type: "carry", to: "bob", box: boxText });
    }
    expect(sent.length - before).toBeLessThanOrEqual(41);
  });
});
