import { describe, expect, it } from "vitest";
import type { ListView } from "../../../protocol/access-list.ts";
import { fromBase64, toBase64 } from "../../../protocol/base64.ts";
import { linkProof, parseKnockNote, writeKnockNote } from "../../../protocol/knock.ts";
import type { Knock } from "../../../protocol/messages.ts";
import { createDoor, type Door, type DoorInput } from "../../../extension/call/room/door.ts";
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

function doorOf(
  room: Room,
  host: Member,
  list: { view: ListView },
  given: Partial<DoorInput> = {},
): Door {
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
    ...given,
  });
}

async function knockOf(
  room: Room,
  host: Member,
  them: Member,
  invite: string | null = null,
): Promise<Knock> {
  const secret = await linkProof(room.secret, them.verified.hash);
  const token = invite === null ? null : await linkProof(invite, them.verified.hash);
  const note = writeKnockNote({ name: "Somebody", note: "", secret, token });
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

describe("a one-time invite", () => {
  const token = "T".repeat(21) + "A";

  /** A wallet that made one. */
  function invites(): Pick<DoorInput, "invites" | "useInvite"> {
    let usedBy: string | null = null;
    return {
      invites: async () => [{ token, usedBy }],
      useInvite: async (_, key) => {
        usedBy ??= key;
        return usedBy === key;
      },
    };
  }

  it("counts for the first key that knocks with it, also when that knocks again", async () => {
    const room = await makeRoom();
    const host = await makeMember(room, { identity: room.host });
    const door = doorOf(room, host, { view: await viewWith(room) }, invites());
    const first = await makeMember(room);
    const reloaded = await makeMember(room, { identity: first.identity });
    const second = await makeMember(room);
    for (const [them, invite] of [
      [first, "good"],
      [reloaded, "good"],
      [second, "used"],
    ] as const) {
      await door.receive(await knockOf(room, host, them, token));
      expect(door.knocks().at(-1)).toMatchObject({ keyId: them.identity.keyId, invite });
    }
  });

  it("that nobody made here is none", async () => {
    const room = await makeRoom();
    const host = await makeMember(room, { identity: room.host });
    const door = doorOf(room, host, { view: await viewWith(room) }, invites());
    await door.receive(await knockOf(room, host, await makeMember(room), "X".repeat(21) + "A"));
    await door.receive(await knockOf(room, host, await makeMember(room)));
    expect(door.knocks().map(({ invite }) => invite)).toEqual(["none", "none"]);
  });
});

describe("the newcomer's side of the door", () => {
  async function atDoor() {
    const room = await makeRoom();
    const me = await makeMember(room);
    const sent: Knock[] = [];
    const door = doorOf(
      room,
      me,
      { view: await viewWith(room) },
      {
        myName: "Carol",
        send: (knock) => sent.push(knock),
        list: () => null,
      },
    );
    const read = async (knock: Knock, admin: Member) =>
      parseKnockNote(await (await pairOf(admin, me)).signaling.open(fromBase64(knock.box)));
    return { room, me, door, sent, read };
  }

  it("tells the host nothing before one knocks, then name and note", async () => {
    const { room, door, sent, read } = await atDoor();
    const host = await makeMember(room, { identity: room.host });
    await door.wait([host.peer]);
    expect(sent).toEqual([]);
    await door.knock("It is me");
    expect(await read(sent[0]!, host)).toMatchObject({ name: "Carol", note: "It is me" });
  });

  it("tells whoever claims to be a cohost neither name nor note, and the host once they come", async () => {
    const { room, door, sent, read } = await atDoor();
    const claimed = await makeMember(room, {}, { powers: "admit" });
    await door.knock("It is me");
    expect(await door.wait([claimed.peer])).toBe(0);
    expect(door.view()).toMatchObject({ here: "cohost" });
    expect(await read(sent[0]!, claimed)).toMatchObject({ name: "", note: "" });
    const host = await makeMember(room, { identity: room.host });
    expect(await door.wait([claimed.peer, host.peer])).toBe(1);
    expect(sent.map(({ peerId }) => peerId)).toEqual([
      claimed.verified.peerId,
      host.verified.peerId,
    ]);
    expect(await read(sent[1]!, host)).toMatchObject({ name: "Carol", note: "It is me" });
  });

  it("says a new note to the host, and the same one only once", async () => {
    const { room, door, sent } = await atDoor();
    const host = await makeMember(room, { identity: room.host });
    await door.wait([host.peer]);
    for (const note of ["", "", "It is me"]) await door.knock(note);
    expect(sent).toHaveLength(2);
  });
});
