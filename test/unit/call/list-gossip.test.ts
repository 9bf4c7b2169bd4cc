import { describe, expect, it } from "vitest";
import type { ListView } from "../../../protocol/access-list.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { headGossipMs } from "../../../protocol/limits.ts";
import { createListGossip } from "../../../extension/call/room/list-gossip.ts";
import { listFields, nextFields, signList, verifiedList } from "../../support/protocol/lists.ts";
import { makeRoom, testTimeMs } from "../../support/protocol/room-facts.ts";
import { viewAfter } from "../../support/protocol/views.ts";

async function twoVersions() {
  const room = await makeRoom();
  const first = await signList(listFields(room), room.host);
  const second = await signList(await nextFields(first.payload), room.host);
  return {
    first: viewAfter(await verifiedList(room, first)),
    second: viewAfter(await verifiedList(room, second)),
  };
}

function headOf({ head }: ListView) {
  return { type: "head", version: head.list.version, hash: head.hash } as const;
}

function gossipOf(view: ListView | null) {
  const told: ChannelMessage[] = [];
  const answers: ChannelMessage[] = [];
  let nowMs = testTimeMs;
  let due: { atMs: number; task: () => void } | null = null;
  const gossip = createListGossip({
    list: () => view,
    tell: (message) => told.push(message),
    clock: {
      now: () => nowMs,
      after: (delayMs, task) => {
        due = { atMs: nowMs + delayMs, task };
        return () => (due = null);
      },
    },
  });
  const pass = (ms: number): void => {
    nowMs += ms;
    if (due !== null && due.atMs <= nowMs) due.task();
  };
  return {
    gossip,
    told,
    answers,
    pass,
    answer: (message: ChannelMessage) => answers.push(message),
  };
}

describe("gossip about the access list", () => {
  it("tells every bound peer the newest version again and again, until the end", async () => {
    const { second } = await twoVersions();
    const { gossip, told, pass } = gossipOf(second);
    pass(headGossipMs);
    pass(headGossipMs);
    expect(told).toEqual([headOf(second), headOf(second), headOf(second)]);
    gossip.stop();
    pass(headGossipMs);
    expect(told).toHaveLength(3);
  });

  it("gives a peer whose version is older the list that a server kept from them", async () => {
    const { first, second } = await twoVersions();
    const { gossip, answers, answer } = gossipOf(second);
    gossip.hear(headOf(first), answer);
    expect(answers).toEqual([{ type: "list", list: second.head.signed }]);
  });

  it("gives its own to a peer who has another list of the same version", async () => {
    const { second } = await twoVersions();
    const { gossip, answers, answer } = gossipOf(second);
    gossip.hear({ ...headOf(second), hash: "A".repeat(43) }, answer);
    expect(answers).toHaveLength(1);
  });

  it("says nothing to a peer who knows as much, and how old its own is to one who knows more", async () => {
    const { first, second } = await twoVersions();
    const { gossip, answers, answer } = gossipOf(first);
    gossip.hear(headOf(first), answer);
    expect(answers).toEqual([]);
    gossip.hear(headOf(second), answer);
    expect(answers).toEqual([headOf(first)]);
  });

  it("answers no faster than twice a second, however often it is asked", async () => {
    const { first, second } = await twoVersions();
    const { gossip, answers, answer, pass } = gossipOf(second);
    for (let i = 0; i < 50; i++) gossip.hear(headOf(first), answer);
    expect(answers).toHaveLength(1);
    pass(500);
    gossip.hear(headOf(first), answer);
    expect(answers).toHaveLength(2);
  });
});
