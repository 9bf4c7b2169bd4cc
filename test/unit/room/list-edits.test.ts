import { beforeEach, describe, expect, it } from "vitest";
import { type ListView, nextView, standingOf } from "../../../protocol/access-list.ts";
import type { SessionEdit } from "../../../protocol/list-edit.ts";
import type { RoomStatement } from "../../../protocol/room.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { signNextList } from "../../../extension/call/room/list-change.ts";
import { createListEdits, type ListEdits } from "../../../extension/call/room/list-edits.ts";
import { makeMember, type Member } from "../../support/protocol/joins.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import {
  listFields,
  nextFields,
  signList,
  signListBySession,
  verifiedList,
} from "../../support/protocol/lists.ts";
import { makeRoom, type Room, testTimeMs } from "../../support/protocol/room-facts.ts";
import { viewAfter } from "../../support/protocol/views.ts";

const [anna, ben, cleo] = [keyIdOf(1), keyIdOf(2), keyIdOf(3)];
const nowMs = testTimeMs + 60_000;
let room: Room;
let me: Member;
let other: Member;
let first: SignedList;
let view: ListView;
let sent: SignedList[];
let failures: [SessionEdit["edit"], string][];
let edits: ListEdits;
/** Run once, while a version is being signed. */
let meanwhile: () => Promise<void>;

async function take(signed: SignedList): Promise<boolean> {
  const outcome = nextView(view, await verifiedList(room, signed), nowMs);
  if (!("view" in outcome)) return false;
  view = outcome.view;
  edits.listChanged();
  return view.head.signed === signed;
}

/** A version by the other cohost, made from `from`. */
async function byOther(from: SignedList, given: Partial<RoomStatement>): Promise<SignedList> {
  return signListBySession(await nextFields(from.payload, given), other, first);
}

beforeEach(async () => {
  room = await makeRoom();
  me = await makeMember(room, { identity: room.host });
  other = await makeMember(room, {}, { powers: "admit" });
  const allow = [{ key: other.identity.keyId, role: "cohost" as const }];
  first = await signList(listFields(room, { allow, deny: [ben] }), room.host);
  view = viewAfter(await verifiedList(room, first));
  sent = [];
  failures = [];
  meanwhile = async () => undefined;
  edits = createListEdits({
    list: () => view,
    mayEdit: () => true,
    sign: async (from, next) => {
      const now = meanwhile;
      meanwhile = async () => undefined;
      await now();
      const { sign } = me.session;
      return signNextList(from.head, next, me.verified, { sign: sign.sign, signPoint: sign.point });
    },
    take,
    send: (signed) => sent.push(signed),
    failed: ({ edit }, why) => failures.push([edit, why]),
    nowMs: () => nowMs,
  });
});

const versions = (): number[] => [...new Set(sent.map(({ payload }) => versionIn(payload)))];
const versionIn = (payload: string): number => Number(/^Version: (\d+)$/m.exec(payload)?.[1]);

describe("changes of the list by a session", () => {
  it("are made one after another, each from the newest version", async () => {
    await Promise.all([
      edits.make({ edit: "admit", keys: [anna] }),
      edits.make({ edit: "lock", locked: true }),
      edits.make({ edit: "deny", key: anna }),
    ]);
    expect(versions()).toEqual([2, 3, 4]);
    expect(view.head.list).toMatchObject({ locked: true, deny: [ben, anna] });
    expect(failures).toEqual([]);
  });

  it("are made from the version that came while they were signed", async () => {
    meanwhile = async () => void (await take(await byOther(first, { locked: true })));
    await edits.make({ edit: "admit", keys: [anna] });
    expect(versions()).toEqual([3]);
    expect(view.head.list).toMatchObject({ locked: true });
    expect(standingOf(view, anna)).toBe("member");
  });

  it("that lost to another statement of their version are made again on it", async () => {
    await edits.make({ edit: "admit", keys: [anna] });
    // The host's own hand goes before any session.
    const { allow } = listFields(room);
    await take(
      await signList(await nextFields(first.payload, { allow, door: "closed" }), room.host),
    );
    await edits.make({ edit: "lock", locked: false });
    expect(versions()).toEqual([2, 3]);
    expect(standingOf(view, anna)).toBe("member");
    expect(view.head.list.door).toBe("closed");
  });

  it("that somebody went on from are not made again, whatever became of them", async () => {
    await edits.make({ edit: "lock", locked: true });
    await take(await byOther(view.head.signed, { locked: false }));
    expect(versions()).toEqual([2]);
    expect(view.head.list.locked).toBe(false);
  });

  it("that the server has shown are done with", async () => {
    await edits.make({ edit: "admit", keys: [anna] });
    expect(edits.isMine(view.head.hash)).toBe(true);
    edits.acknowledge(view.head.hash);
    expect(edits.isMine(view.head.hash)).toBe(false);
    edits.refuse();
    expect(failures).toEqual([]);
  });

  it("are given up after three tries, and that is said", async () => {
    const overtake = async (): Promise<void> => {
      meanwhile = overtake;
      await take(await byOther(view.head.signed, { locked: !view.head.list.locked }));
    };
    meanwhile = overtake;
    await edits.make({ edit: "admit", keys: [anna] });
    expect(failures).toEqual([["admit", "lost"]]);
    expect(sent).toEqual([]);
  });

  it.each<[string, SessionEdit, string]>([
    ["who is denied", { edit: "admit", keys: [ben] }, "denied"],
    ["the host", { edit: "deny", key: "host" }, "host"],
    ["a cohost", { edit: "deny", key: "cohost" }, "cohost"],
  ])("are refused with the reason for %s", async (_, edit, why) => {
    const named = { host: room.host.keyId, cohost: other.identity.keyId };
    const meant = "key" in edit ? { ...edit, key: named[edit.key as "host"] } : edit;
    await edits.make(meant);
    expect(failures).toEqual([[edit.edit, why]]);
    expect(sent).toEqual([]);
  });

  it("say so where the server takes none", async () => {
    await edits.make({ edit: "admit", keys: [cleo] });
    edits.refuse();
    expect(failures).toEqual([["admit", "refused"]]);
  });
});
