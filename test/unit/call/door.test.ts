import { describe, expect, it } from "vitest";
import type { ListView } from "../../../protocol/access-list.ts";
import { toBase64 } from "../../../protocol/base64.ts";
import { linkProof, writeKnockNote } from "../../../protocol/knock.ts";
import type { Knock } from "../../../protocol/messages.ts";
import { createDoor, type Door } from "../../../extension/call/room/door.ts";
import { createPairs } from "../../../extension/call/peers/pairs.ts";
import { makeMember, type Member } from "../../support/protocol/joins.ts";
import { listFields, signList, verifiedList } from "../../support/protocol/lists.ts";
import { pairOf } from "../../support/protocol/pairs.ts";
import { makeRoom, type Room, testTimeMs } from "../../support/protocol/room-facts.ts";
import { viewAfter } from "../../support/protocol/views.ts";

async function viewWith(room: Room, ...allowed: readonly Member[]): Promise<ListView> {
  const allow = allowed.map(({ identity }) => ({ key: identity.keyId, role: "member" as const }));
  const signed = await signList(listFields(room, { allow }), room.host);
  return viewAfter(await verifiedList(room, signed));
}

function doorOf(room: Room, host: Member, list: { view: ListView }): Door {
  return createDoor({
    facts: { server: room.server, room: room.roomId, host: room.host.keyId },
    me: host.verified,
    myName: "",
    secret: room.secret,
    invite: null,
    invites: async () => [],
    useInvite: async () => false,
    pairs: createPairs(host.verified, host.session.dh.privateKey),
    list: () => list.view,
    knownName: () => null,
    send: () => undefined,
    clock: { now: () => testTimeMs, after: () => () => undefined },
    changed: () => undefined,
  });
}

async function knockOf(room: Room, host: Member, them: Member): Promise<Knock> {
  const secret = await linkProof(room.secret, them.verified.hash);
  const note = writeKnockNote({ name: "Somebody", note: "", secret, token: null });
  const pair = await pairOf(them, host);
  return { type: "knock", ...them.peer, box: toBase64(await pair.signaling.seal(note)) };
}

describe("the host's side of the door", () => {
  it("has place for new knocks once those of earlier people are settled elsewhere", async () => {
    const room = await makeRoom();
    const host = await makeMember(room, { identity: room.host });
    const list = { view: await viewWith(room) };
    const door = doorOf(room, host, list);
    const earlier = await Promise.all(Array.from({ length: 8 }, () => makeMember(room)));
    for (const them of earlier) await door.receive(await knockOf(room, host, them));
    expect(door.knocks()).toHaveLength(8);
    list.view = await viewWith(room, ...earlier);
    const late = await makeMember(room);
    await door.receive(await knockOf(room, host, late));
    expect(door.knocks().map(({ keyId }) => keyId)).toEqual([late.identity.keyId]);
  });

  it("shows a person once who knocks again from a new page", async () => {
    const room = await makeRoom();
    const host = await makeMember(room, { identity: room.host });
    const door = doorOf(room, host, { view: await viewWith(room) });
    const first = await makeMember(room);
    const again = await makeMember(room, { identity: first.identity });
    await door.receive(await knockOf(room, host, first));
    await door.receive(await knockOf(room, host, again));
    expect(door.knocks().map(({ peerId }) => peerId)).toEqual([again.verified.peerId]);
    expect(door.keyOf(again.verified.peerId)).toBe(first.identity.keyId);
  });
});
