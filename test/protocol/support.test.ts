import { expect, test } from "vitest";
import { standingOf } from "../../protocol/access-list.ts";
import { makeMember } from "../support/protocol/joins.ts";
import {
  listFields,
  nextFields,
  signList,
  signListBySession,
  verifiedList,
} from "../support/protocol/lists.ts";
import { pairOf } from "../support/protocol/pairs.ts";
import { makeRoom } from "../support/protocol/room-facts.ts";
import { viewAfter } from "../support/protocol/views.ts";

test("a room made here holds: host, cohost's session, members, keys between them", async () => {
  const room = await makeRoom();
  const cohost = await makeMember(room, {}, { powers: "admit" });
  const member = await makeMember(room);
  const allow = [{ key: cohost.identity.keyId, role: "cohost" as const }];
  const first = await signList(listFields(room, { allow }), room.host);
  const second = await nextFields(first.payload, {
    allow: [...allow, { key: member.identity.keyId, role: "member" }],
  });
  const admitted = await signListBySession(second, cohost, first);
  const view = viewAfter(await verifiedList(room, first), await verifiedList(room, admitted));
  expect(standingOf(view, member.identity.keyId)).toBe("member");

  const pair = await pairOf(cohost, member);
  const other = await pairOf(member, cohost);
  const box = await pair.channel.seal(new Uint8Array([1, 2, 3]));
  expect(await other.channel.open(box)).toEqual(new Uint8Array([1, 2, 3]));
});
