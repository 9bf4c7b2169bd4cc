import { beforeAll, describe, expect, test } from "vitest";
import { denied, type ListView, nextView, standingOf } from "../../protocol/access-list.ts";
import { listMaxEntries, listMaxLifeMs } from "../../protocol/limits.ts";
import { type Edited, hostChange, type HostChange, sessionEdit } from "../../protocol/list-edit.ts";
import type { Allowed, RoomStatement } from "../../protocol/room.ts";
import type { SignedList } from "../../protocol/signed-list.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import { keyIdOf } from "../support/protocol/key-ids.ts";
import {
  listFields,
  nextFields,
  signList,
  signListBySession,
  verifiedList,
} from "../support/protocol/lists.ts";
import { makeRoom, type Room, testTimeMs } from "../support/protocol/room-facts.ts";
import { acceptedView, viewAfter } from "../support/protocol/views.ts";

const [anna, ben, cleo, dora] = [keyIdOf(1), keyIdOf(2), keyIdOf(3), keyIdOf(4)];
const laterMs = testTimeMs + 60_000;
let room: Room;
let cohost: Member;
let first: SignedList;
/** Version 1: a cohost, Anna a member, Ben denied. */
let view: ListView;

beforeAll(async () => {
  room = await makeRoom();
  cohost = await makeMember(room, {}, { powers: "admit" });
  const allow: Allowed[] = [
    { key: cohost.identity.keyId, role: "cohost" },
    { key: anna, role: "member" },
  ];
  first = await signList(listFields(room, { allow, deny: [ben] }), room.host);
  view = viewAfter(await verifiedList(room, first));
});

function next(edited: Edited): RoomStatement {
  if (edited.outcome !== "next") throw expect.fail(JSON.stringify(edited));
  return edited.list;
}

/** What everybody else makes of it. */
async function taken(list: RoomStatement, by: "host" | "cohost", from = view): Promise<ListView> {
  const signed =
    by === "host"
      ? await signList(list, room.host)
      : await signListBySession(list, cohost, from.anchor === null ? first : anchorOf(from));
  return acceptedView(nextView(from, await verifiedList(room, signed), laterMs));
}

function anchorOf({ head }: ListView): SignedList {
  return head.signedBy.as === "host" ? head.signed : first;
}

/** Version 2 twice: `view` with the first as its head, and what the second denies. */
async function forkedView(): Promise<ListView> {
  const fields = await nextFields(first.payload);
  const one = await verifiedList(room, await signList({ ...fields, deny: [ben, cleo] }, room.host));
  const other = await verifiedList(
    room,
    await signListBySession({ ...fields, deny: [ben, dora] }, cohost, first),
  );
  const outcome = nextView(viewAfter(view.head, one), other, laterMs);
  if (outcome.outcome !== "conflict") throw expect.fail(outcome.outcome);
  return outcome.view;
}

describe("what a session may make of the list is taken by everybody", () => {
  test("letting several in at once, in one version", async () => {
    const list = next(sessionEdit(view, { edit: "admit", keys: [cleo, dora] }, laterMs));
    const after = await taken(list, "cohost");
    expect([cleo, dora].map((key) => standingOf(after, key))).toEqual(["member", "member"]);
    expect(after.head.list.version).toBe(2);
  });

  test("removing a member, who is then denied and not only off the list", async () => {
    const list = next(sessionEdit(view, { edit: "deny", key: anna }, laterMs));
    expect(standingOf(await taken(list, "cohost"), anna)).toBe("denied");
  });

  test("locking, and then nothing more to do", async () => {
    const list = next(sessionEdit(view, { edit: "lock", locked: true }, laterMs));
    const after = await taken(list, "cohost");
    expect(after.head.list.locked).toBe(true);
    expect(sessionEdit(after, { edit: "lock", locked: true }, laterMs)).toEqual({
      outcome: "done",
    });
  });

  test("the list ends when the host said", () => {
    const list = next(sessionEdit(view, { edit: "admit", keys: [cleo] }, laterMs));
    expect(list.expiresAtMs).toBe(view.head.list.expiresAtMs);
  });

  test("after a fork, with the denials of both branches", async () => {
    const forked = await forkedView();
    const list = next(sessionEdit(forked, { edit: "lock", locked: true }, laterMs));
    expect(list.deny).toEqual([ben, cleo, dora]);
  });

  test("a member whom a branch denies gives way", async () => {
    const forked = { ...(await forkedView()), forkDenied: [anna] };
    const list = next(sessionEdit(forked, { edit: "lock", locked: true }, laterMs));
    expect(list.deny).toContain(anna);
    expect(list.allow.map(({ key }) => key)).not.toContain(anna);
  });
});

test("a session whose version changes how long the list holds is refused, longer or shorter", async () => {
  for (const byMs of [3_600_000, -3_600_000]) {
    const list = next(sessionEdit(view, { edit: "lock", locked: true }, laterMs));
    const changed = { ...list, expiresAtMs: list.expiresAtMs + byMs };
    const verified = await verifiedList(room, await signListBySession(changed, cohost, first));
    expect(nextView(view, verified, laterMs)).toEqual({
      outcome: "refused",
      why: "the list changes how long it holds, which only the host may",
    });
  }
});

describe("what only the host's identity key may do is refused to a session, with the reason", () => {
  test.each([
    ["letting in who is denied", { edit: "admit", keys: [ben] }, "denied"],
    ["removing the host", { edit: "deny", key: null }, "host"],
    ["removing a cohost", { edit: "deny", key: undefined }, "cohost"],
  ] as const)("%s", (_, edit, why) => {
    const key =
      edit.edit === "deny" ? (edit.key === null ? room.host.keyId : cohost.identity.keyId) : ben;
    const asked = edit.edit === "deny" ? ({ edit: "deny", key } as const) : edit;
    expect(sessionEdit(view, asked, laterMs)).toEqual({ outcome: "refused", why });
  });

  test("changing a list that has run out", () => {
    const atMs = view.head.list.expiresAtMs;
    const edited = sessionEdit(view, { edit: "lock", locked: true }, atMs);
    expect(edited).toEqual({ outcome: "refused", why: "expired" });
  });

  test("and nobody can put more on a list than it holds", async () => {
    const allow = Array.from({ length: listMaxEntries }, (_, index): Allowed => ({
      key: keyIdOf(1_000 + index),
      role: "member",
    }));
    const full = viewAfter(
      await verifiedList(room, await signList(listFields(room, { allow }), room.host)),
    );
    const edited = sessionEdit(full, { edit: "admit", keys: [cleo] }, laterMs);
    expect(edited).toEqual({ outcome: "refused", why: "full" });
  });
});

describe("what the host's identity key makes of the list is taken by everybody", () => {
  const base = () => ({ list: view.head.list, hash: view.head.hash, forkDenied: [] });
  const changed = (change: HostChange, nowMs = laterMs) => next(hostChange(base(), change, nowMs));

  test.each<[string, HostChange, (after: ListView) => unknown, unknown]>([
    [
      "a cohost",
      { change: "cohost", key: anna, isCohost: true },
      (after) => standingOf(after, anna),
      "cohost",
    ],
    ["the door", { change: "door", door: "closed" }, ({ head }) => head.list.door, "closed"],
    [
      "a denial lifted",
      { change: "lift", key: ben },
      (after) => standingOf(after, ben),
      "unlisted",
    ],
    [
      "somebody removed",
      { change: "deny", key: anna },
      (after) => standingOf(after, anna),
      "denied",
    ],
  ])("%s", async (_, change, read, expected) => {
    expect(read(await taken(changed(change), "host"))).toBe(expected);
  });

  test("a cohost who is one no longer stays a member", async () => {
    const key = cohost.identity.keyId;
    const after = await taken(changed({ change: "cohost", key, isCohost: false }), "host");
    expect(standingOf(after, key)).toBe("member");
  });

  test("renewed, it holds for 30 days; changed otherwise, as long as before", async () => {
    const renewed = await taken(changed({ change: "renew" }), "host");
    expect(renewed.head.list.expiresAtMs).toBe(laterMs + listMaxLifeMs);
    const closed = changed({ change: "door", door: "closed" });
    expect(closed.expiresAtMs).toBe(view.head.list.expiresAtMs);
  });

  test("any change of a list that has run out renews it", () => {
    const atMs = view.head.list.expiresAtMs + 1;
    const list = changed({ change: "door", door: "closed" }, atMs);
    expect(list.expiresAtMs).toBe(atMs + listMaxLifeMs);
  });

  test("a fork is settled with every denial of it, unless the host lifts one", async () => {
    const forked = await forkedView();
    const { head, forkDenied } = forked;
    const settle = hostChange({ ...head, forkDenied }, { change: "settle" }, laterMs);
    const after = await taken(next(settle), "host", forked);
    expect([...denied(after)]).toEqual([ben, cleo, dora]);
    expect(after.conflict).toBeNull();
    expect(after.forkDenied).toEqual([]);
    const lift = hostChange({ ...head, forkDenied }, { change: "lift", key: dora }, laterMs);
    expect(next(lift).deny).toEqual([ben, cleo]);
  });

  test("who is denied is made no cohost by the way", () => {
    const edited = hostChange(base(), { change: "cohost", key: ben, isCohost: true }, laterMs);
    expect(edited).toEqual({ outcome: "refused", why: "denied" });
  });
});
