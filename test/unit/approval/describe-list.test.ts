import { describe as group, expect, it } from "vitest";
import { describe } from "../../../extension/approval/describe.ts";
import type { ApprovalView } from "../../../extension/shared/approval.ts";
import { buildRoom, type RoomStatement } from "../../../protocol/room.ts";
import { listAsk } from "../../support/background/asks.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { listFields } from "../../support/protocol/lists.ts";
import { makeViews } from "./approval-views.ts";

const { alice, bob, room, create } = await makeViews();
const [carol, dora, eve] = [keyIdOf(3), keyIdOf(4), keyIdOf(5)];
const follows = "A".repeat(43);
const before = listFields(room, {
  allow: [
    { key: bob.keyId, role: "member" },
    { key: carol, role: "cohost" },
  ],
  deny: [dora],
});

/** The next version with these fields, as the background would show it; `given` spoils the view. */
function view(next: Partial<RoomStatement>, given: Partial<ApprovalView> = {}): ApprovalView {
  const facts = { server: room.server, roomId: room.roomId, host: alice.keyId };
  const text = buildRoom({ ...before, version: 2, previous: follows, ...next });
  return {
    ...create(),
    ask: listAsk(facts, { change: "renew" }, follows),
    room: null,
    statements: [text],
    list: { before: buildRoom(before), names: [{ key: bob.keyId, name: "Bob" }] },
    ...given,
  };
}

const bobs = { key: bob.keyId, label: "Bob" };
const nothing = {
  kind: "list",
  version: 2,
  cohostsMade: [],
  cohostsUnmade: [],
  added: [],
  removed: [],
  denied: [],
  lifted: [],
  door: null,
  locked: null,
  isRenewed: false,
};

group("says what the next list changes", () => {
  it.each<[string, Partial<RoomStatement>, object]>([
    ["nothing", {}, {}],
    [
      "a cohost made and one unmade",
      {
        allow: [
          { key: bob.keyId, role: "cohost" },
          { key: carol, role: "member" },
        ],
      },
      { cohostsMade: [bobs], cohostsUnmade: [{ key: carol, label: "" }] },
    ],
    [
      "somebody added, somebody taken off",
      {
        allow: [
          { key: carol, role: "cohost" },
          { key: eve, role: "member" },
        ],
      },
      { added: [{ key: eve, label: "" }], removed: [bobs] },
    ],
    [
      "a member and a cohost who are denied",
      { allow: [], deny: [dora, bob.keyId, carol] },
      { denied: [bobs, { key: carol, label: "" }] },
    ],
    ["a denial lifted", { deny: [] }, { lifted: [{ key: dora, label: "" }] }],
    ["the door", { door: "closed" }, { door: "closed" }],
    ["the lock", { locked: true }, { locked: true }],
    ["how long it holds", { expiresAtMs: before.expiresAtMs + 1_000 }, { isRenewed: true }],
  ])("%s", (_, next, changed) => {
    expect(describe(view(next))).toMatchObject({ ...nothing, ...changed });
  });
});

group("describes no list, so that it cannot be approved,", () => {
  it.each<[string, ApprovalView]>([
    ["that skips a version", view({ version: 3 })],
    ["that follows another than was asked", view({ previous: "B".repeat(42) + "A" })],
    ["of another room", view({ room: "B".repeat(42) + "A" })],
    ["of another host", view({ host: bob.keyId, allow: [] })],
    ["with another salt", view({ salt: "B".repeat(21) + "A" })],
    ["beside another text", view({}, { statements: [view({}).statements[0]!, "more\n"] })],
    ["that is no list", view({}, { statements: create().statements.slice(0, 1) })],
    ["without the version before", view({}, { list: null })],
  ])("%s", (_, spoilt) => {
    expect(describe(spoilt)).toBeNull();
  });
});
