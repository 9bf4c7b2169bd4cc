import { describe as group, expect, it } from "vitest";
import { describe } from "../../../extension/approval/describe.ts";
import type { ApprovalView } from "../../../extension/shared/approval.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { testTimeMs } from "../../support/protocol/room-facts.ts";
import { makeViews } from "./approval-views.ts";

const { alice, bob, room, join, create, confirm } = await makeViews();

group("says in plain words", () => {
  it("a join", () => {
    expect(describe(join())).toEqual({
      kind: "join",
      server: room.server,
      room: room.roomId,
      host: alice.keyId,
      key: bob.keyId,
      mayAdmit: false,
      expiresAtMs: testTimeMs + 3_600_000,
      opens: null,
    });
  });

  it("a room that is opened, with the person's own words for the keys", () => {
    expect(describe(create())).toMatchObject({
      mayAdmit: true,
      opens: { door: "knock", allowed: [{ key: bob.keyId, label: "Bob", isCohost: false }] },
    });
  });

  it("a key without a label, and a cohost", () => {
    const stranger = keyIdOf(7);
    const view = create({ allow: [{ key: stranger, role: "cohost" }], door: "closed" });
    expect(describe(view)).toMatchObject({
      opens: { door: "closed", allowed: [{ key: stranger, label: "", isCohost: true }] },
    });
  });

  it("a confirmation", () => {
    expect(describe(confirm())).toEqual({
      kind: "confirm",
      server: room.server,
      room: room.roomId,
      askedBy: bob.keyId,
      askedByName: "Bob",
      key: alice.keyId,
    });
  });
});

/** The same request with other texts. */
function withTexts(view: ApprovalView, change: (texts: readonly string[]) => readonly string[]) {
  return { ...view, statements: change(view.statements) };
}

group("says nothing, so that it cannot be approved, where", () => {
  const edit = (from: string | RegExp, to: string) => (texts: readonly string[]) =>
    texts.map((text) => text.replace(from, to));

  it.each<[string, () => ApprovalView]>([
    ["another server is signed", () => withTexts(join(), edit("call.example.org", "evil.example"))],
    ["another room is signed", () => withTexts(join(), edit(room.roomId, "B".repeat(42) + "A"))],
    ["another host is signed", () => withTexts(join(), edit(alice.keyId, keyIdOf(9)))],
    ["another key is signed", () => withTexts(join(), edit(bob.keyId, keyIdOf(9)))],
    ["more powers are signed", () => withTexts(join(), edit("Powers: none", "Powers: admit"))],
    ["a text is of another kind", () => withTexts(join(), edit("join a call", "resume a call"))],
    ["a line is no line", () => withTexts(join(), edit(/$/, "more\n"))],
    ["the last line is cut off", () => withTexts(join(), edit(/\n$/, ""))],
    [
      "a line stands twice",
      () => withTexts(join(), edit("Server: ", "Server: wss://evil.example\nServer: ")),
    ],
    ["a text has signs that cannot be seen", () => withTexts(join(), edit(/$/, "A: \u202Eb\n"))],
    [
      "the end of its time is no time",
      () => withTexts(join(), edit(/Expires At: .*/, "Expires At: never")),
    ],
    ["a text is missing", () => withTexts(join(), () => [])],
    ["a list comes along unasked", () => withTexts(join(), () => create().statements)],
    [
      "a list that was asked for is missing",
      () => withTexts(create(), (texts) => texts.slice(0, 1)),
    ],
    ["a third text comes along", () => withTexts(create(), (texts) => [...texts, texts[0]!])],
    ["the list is another room's", () => create({ room: "B".repeat(42) + "A" })],
    ["the list is another host's", () => create({ host: keyIdOf(9) })],
    ["the list is no first one", () => create({ version: 2, previous: "B".repeat(42) + "A" })],
    [
      "the list names a key that is none",
      () => withTexts(create(), edit(/Allow: \S+/, "Allow: me")),
    ],
    ["the list has no such door", () => withTexts(create(), edit("Door: knock", "Door: open"))],
    ["the list locks the room", () => create({ locked: true })],
    ["the list denies somebody", () => create({ deny: [keyIdOf(9)] })],
    [
      "a confirmation is for somebody else",
      () => withTexts(confirm(), edit(bob.keyId, keyIdOf(9))),
    ],
    // Each has a channel and a nonce of its own.
    [
      "a confirmation is for another channel",
      () => withTexts(confirm(), () => confirm().statements),
    ],
    [
      "a join stands where a confirmation was asked for",
      () => withTexts(confirm(), () => join().statements),
    ],
  ])("%s", (_, view) => {
    expect(describe(view())).toBeNull();
  });
});
