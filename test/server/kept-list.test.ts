import { beforeAll, describe, expect, test } from "vitest";
import type { RoomStatement } from "../../protocol/room.ts";
import type { SignedList, VerifiedList } from "../../protocol/signed-list.ts";
import { hostKeyOf, keepList, keysIn } from "../../server/kept-list.ts";
import { keyIdOf } from "../support/protocol/key-ids.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import {
  listFields,
  nextFields,
  signList,
  signListBySession,
  verifiedList,
} from "../support/protocol/lists.ts";
import { makeRoom, type Room } from "../support/protocol/room-facts.ts";

let room: Room;
let hostSession: Member;
let cohost: Member;
let first: SignedList;

beforeAll(async () => {
  room = await makeRoom();
  hostSession = await makeMember(room, { identity: room.host });
  cohost = await makeMember(room, {}, { powers: "admit" });
  const allow = [{ key: cohost.identity.keyId, role: "cohost" } as const];
  first = await signList(listFields(room, { allow }), room.host);
});

const kept = (list: VerifiedList, known?: readonly string[]): VerifiedList =>
  keepList(list, hostKeyOf(list), known);

async function verified(signed: SignedList): Promise<VerifiedList> {
  return verifiedList(room, signed);
}

describe("a kept list comes out as it was, character by character", () => {
  const members = Array.from({ length: 12 }, (_, index) => keyIdOf(10 + index));
  const cases: readonly [what: string, given: Partial<RoomStatement>][] = [
    ["with nobody on it", {}],
    ["with members", { allow: members.map((key) => ({ key, role: "member" })) }],
    ["with somebody denied", { deny: members }],
    ["locked, with its door closed", { locked: true, door: "closed" }],
    ["of a high version", { version: 999_999_999, previous: "A".repeat(43) }],
  ];

  test.each(cases)("signed by the host, %s", async (_what, given) => {
    const list = await verified(await signList(listFields(room, given), room.host));
    const facts = kept(list);
    expect(JSON.stringify(facts.signed)).toBe(JSON.stringify(list.signed));
    expect(facts).toMatchObject({ list: list.list, hash: list.hash, signedBy: list.signedBy });
    expect(await verified(facts.signed)).toEqual(list);
  });

  test.each(["the host", "a cohost"])("signed by a session of %s", async (who) => {
    const member = who === "the host" ? hostSession : cohost;
    for (let times = 0; times < 20; times += 1) {
      const fields = await nextFields(first.payload, { deny: [keyIdOf(30 + times)] });
      const list = await verified(await signListBySession(fields, member, first));
      const again = kept(list);
      expect(again.signed).toEqual(list.signed);
      expect(await verified(again.signed)).toEqual(list);
      expect(again.anchor).toEqual(list.anchor);
      expect(again.signedBy).toEqual(list.signedBy);
      expect(hostKeyOf(again)).toBe(hostKeyOf(await verified(first)));
    }
  });
});

test("what was not verified is not kept", async () => {
  const { signed: by } = cohost;
  const list = await verified({ ...first, by, anchor: { ...by, payload: "anything" } });
  expect(kept(list).signed).toEqual(first);
});

test("keeping what is kept changes nothing", async () => {
  const fields = await nextFields(first.payload);
  const list = await verified(await signListBySession(fields, cohost, first));
  expect(kept(kept(list), keysIn(list.list)).signed).toEqual(list.signed);
});
