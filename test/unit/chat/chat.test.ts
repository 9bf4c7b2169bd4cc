import { describe, expect, it } from "vitest";
import { type Chat, createChat, historyMax } from "../../../extension/call/chat/chat.ts";
import type { ChatEntry } from "../../../extension/call/chat/chat-view.ts";
import { paperChannel, paperPeer } from "../../support/call/bound-peers.ts";
import { createManualClock } from "../../support/server/manual-clock.ts";

function begin() {
  const clock = createManualClock();
  const make = (): Chat => createChat({ clock, changed: () => undefined });
  return { clock, make };
}

const texts = (chat: Chat): string[] => chat.view().entries.map(({ text }) => text);
const last = (chat: Chat): ChatEntry => chat.view().entries.at(-1)!;

describe("the chat", () => {
  it("brings what one says to the other, both ways, and counts what is unread", async () => {
    const { make } = begin();
    const [alice, bob] = [make(), make()];
    const channel = paperChannel(
      { name: "Alice", feature: alice.feature },
      { name: "Bob", feature: bob.feature },
    );
    channel.connect();
    expect(alice.actions.sayInChat("hello\nBob")).toBe(true);
    await channel.settle();
    bob.actions.sayInChat("hello");
    await channel.settle();
    expect(texts(alice)).toEqual(["hello\nBob", "hello"]);
    expect(texts(bob)).toEqual(texts(alice));
    expect(bob.view().entries[0]!.from).toMatchObject({ knownName: "Alice" });
    expect(alice.view().entries[0]).toMatchObject({ from: null, missed: [] });
    expect([alice.view().unread, bob.view().unread]).toEqual([1, 1]);
    bob.actions.readChat();
    expect(bob.view().unread).toBe(0);
  });

  it("gives whoever comes later nothing of what was said before", () => {
    const { make } = begin();
    const alice = make();
    alice.actions.sayInChat("between us");
    const late = paperPeer("Carol");
    alice.feature.attached!(late.peer);
    expect(late.sent).toEqual([]);
  });

  it("says who did not get a message, and sends it when their link is back, once", async () => {
    const { clock, make } = begin();
    const [alice, bob] = [make(), make()];
    const channel = paperChannel(
      { name: "Alice", feature: alice.feature },
      { name: "Bob", feature: bob.feature },
    );
    channel.connect();
    channel.cut();
    alice.actions.sayInChat("are you there?");
    expect(last(alice).missed).toMatchObject([{ knownName: "Bob", why: "waiting" }]);
    channel.connect();
    expect(last(alice).missed).toEqual([]);
    // Heard, but the answer is lost: it goes out again and is not shown twice.
    const silent = paperPeer("Dave");
    alice.feature.attached!(silent.peer);
    await channel.settle();
    expect(texts(bob)).toEqual(["are you there?"]);
    alice.actions.sayInChat("again");
    alice.feature.detached!(silent.peer);
    alice.feature.attached!(silent.peer);
    expect(silent.sent).toEqual([
      { type: "chat", id: 2, text: "again" },
      { type: "chat", id: 2, text: "again" },
    ]);
    await channel.settle();
    clock.advance(5_000);
    expect(last(alice).missed).toMatchObject([{ knownName: "Dave", why: "waiting" }]);
    alice.feature.left!(silent.peer);
    expect(last(alice).missed).toMatchObject([{ knownName: "Dave", why: "gone" }]);
  });

  it("shows a message that came twice once, and answers both", () => {
    const { make } = begin();
    const alice = make();
    const bob = paperPeer("Bob");
    alice.feature.attached!(bob.peer);
    for (const text of ["one", "one"])
      alice.feature.message!(bob.peer, { type: "chat", id: 1, text });
    expect(texts(alice)).toEqual(["one"]);
    expect(bob.sent).toEqual([1, 1].map((id) => ({ type: "chat-got", id, shown: true })));
  });

  it("bounds a flood, says how much of it is not shown, and tells its sender", () => {
    const { clock, make } = begin();
    const alice = make();
    const mallory = paperPeer("Mallory");
    alice.feature.attached!(mallory.peer);
    for (let id = 1; id <= 1_000; id += 1) {
      alice.feature.message!(mallory.peer, { type: "chat", id, text: `spam ${id}` });
    }
    expect(alice.view().entries.length).toBe(30);
    expect(last(alice).dropped).toBe(970);
    expect(mallory.sent.at(-1)).toEqual({ type: "chat-got", id: 1_000, shown: false });
    for (let id = 1_001; id <= 3_000; id += 1) {
      clock.advance(500);
      alice.feature.message!(mallory.peer, { type: "chat", id, text: `slow ${id}` });
    }
    expect(alice.view().entries.length).toBe(historyMax);
    expect(alice.view().trimmed).toBe(30 + 2_000 - historyMax);
  });

  it("takes no more from its own person than the others will show", async () => {
    const { clock, make } = begin();
    const [alice, bob] = [make(), make()];
    const channel = paperChannel(
      { name: "Alice", feature: alice.feature },
      { name: "Bob", feature: bob.feature },
    );
    channel.connect();
    const taken = Array.from({ length: 40 }, (_, n) => alice.actions.sayInChat(`${n}`));
    expect(taken.filter(Boolean).length).toBe(10);
    channel.cut();
    for (let n = 0; n < 60; n += 1) {
      clock.advance(1_000);
      alice.actions.sayInChat(`while away ${n}`);
    }
    channel.connect();
    await channel.settle();
    // What waited is shown to the last word; what was too much was never sent.
    const missed = alice.view().entries.flatMap((entry) => entry.missed);
    expect(new Set(missed.map(({ why }) => why))).toEqual(new Set(["too-fast"]));
    expect(bob.view().entries.every(({ dropped }) => dropped === 0)).toBe(true);
    expect(bob.view().entries.length + missed.length).toBe(alice.view().entries.length);
  });

  it("believes an answer only of who was told, and only once", () => {
    const { make } = begin();
    const alice = make();
    const [bob, mallory] = [paperPeer("Bob"), paperPeer("Mallory")];
    alice.feature.attached!(bob.peer);
    alice.actions.sayInChat("for Bob");
    alice.feature.attached!(mallory.peer);
    alice.feature.message!(mallory.peer, { type: "chat-got", id: 1, shown: true });
    alice.feature.message!(bob.peer, { type: "chat-got", id: 99, shown: true });
    alice.feature.message!(bob.peer, { type: "chat-got", id: 1, shown: false });
    alice.feature.message!(bob.peer, { type: "chat-got", id: 1, shown: true });
    expect(last(alice).missed).toMatchObject([{ knownName: "Bob", why: "too-fast" }]);
  });

  it("takes nothing empty, and keeps the name of who left", () => {
    const { make } = begin();
    const alice = make();
    expect(alice.actions.sayInChat(" \u202e\n ")).toBe(false);
    const bob = paperPeer("Bob");
    alice.feature.attached!(bob.peer);
    alice.feature.message!(bob.peer, { type: "chat", id: 1, text: "bye" });
    alice.feature.left!(bob.peer);
    alice.feature.message!(bob.peer, { type: "chat", id: 2, text: "from the grave" });
    alice.feature.ended!();
    expect(texts(alice)).toEqual(["bye"]);
    expect(last(alice).from).toMatchObject({ knownName: "Bob" });
  });
});
