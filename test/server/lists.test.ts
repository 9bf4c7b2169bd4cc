import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RoomStatement } from "../../protocol/room.ts";
import type { SignedList } from "../../protocol/signed-list.ts";
import { nextFields, signList, signListBySession } from "../support/protocol/lists.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";
import { connect } from "../support/server/client.ts";
import { enter, knockOn, openedRoom } from "../support/server/enter.ts";
import { createManualClock, type ManualClock } from "../support/server/manual-clock.ts";
import { expectDismissed, expectRemoved, expectTold } from "../support/server/refused.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

let clock: ManualClock;
let server: TestServer;
let opened: Awaited<ReturnType<typeof openedRoom>>;
let guest: Awaited<ReturnType<typeof enter>>;
let third: Awaited<ReturnType<typeof enter>>;

beforeEach(async () => {
  clock = createManualClock();
  server = await startServer({ clock, limits: { joinsPerMinute: 1_000 } });
  opened = await openedRoom(server, 2, {}, clock.now());
  guest = await enter(server, opened.room, opened.guests[0]!);
  third = await enter(server, opened.room, opened.guests[1]!);
  for (const { client } of [opened.host, opened.host, guest]) await client.next("peer-joined");
  clock.advance(5_000);
});
afterEach(() => server.stop());

/** The next version, by the host's identity key. */
async function nextList(
  given: Partial<RoomStatement>,
  after: SignedList = opened.list,
): Promise<SignedList> {
  return signList(await nextFields(after.payload, given), opened.room.host);
}

test("a new version goes to everybody, its sender too", async () => {
  const list = await nextList({ door: "closed" });
  opened.host.client.say({ type: "list", ...list });
  for (const { client } of [opened.host, guest, third]) {
    expect(await client.next("list")).toEqual({ type: "list", ...list });
  }
  const late = await enter(server, opened.room, opened.guests[0]!);
  expect(late.joined.list).toEqual(list);
});

test("a list proves itself: a guest may bring the host's", async () => {
  const list = await nextList({ door: "closed" });
  guest.client.say({ type: "list", ...list });
  expect(await opened.host.client.next("list")).toEqual({ type: "list", ...list });
});

test("the host's session signs the next version, carrying what it rests on", async () => {
  const { host, guests, list, room } = opened;
  const fields = await nextFields(list.payload, {
    allow: guests.map(({ keyId }) => ({ key: keyId, role: "member" })),
    locked: true,
  });
  const bySession = await signListBySession(fields, host.member, list);
  host.client.say({ type: "list", ...bySession });
  expect(await guest.client.next("list")).toEqual({ type: "list", ...bySession });
  // The challenge still names the host's key, which now is in the anchor.
  const { client } = await knockOn(server, room, await makeSigningKey());
  await expectDismissed(client, "locked", 4403);
});

describe("removal", () => {
  test("shows the removed key the list and closes its sockets before anybody else sees it", async () => {
    const { host, guests } = opened;
    const second = await enter(server, opened.room, opened.guests[0]!);
    for (const { client } of [host, guest, third]) await client.next("peer-joined");
    const list = await nextList({
      allow: [{ key: guests[1]!.keyId, role: "member" }],
      deny: [guests[0]!.keyId],
    });
    host.client.say({ type: "list", ...list });
    await expectRemoved(guest.client, list);
    await expectRemoved(second.client, list);
    for (const { client } of [host, third]) {
      for (const { member } of [guest, second]) {
        expect(await client.next("peer-left")).toEqual({
          type: "peer-left",
          peerId: member.verified.peerId,
          reason: "removed",
        });
      }
      expect(await client.next("list")).toEqual({ type: "list", ...list });
    }
  });

  test("of an unlisted key works the same, and nothing is relayed from it any more", async () => {
    const { host } = opened;
    const list = await nextList({ allow: [{ key: third.member.identity.keyId, role: "member" }] });
    host.client.say({ type: "list", ...list });
    // Sent before the server has said anything, and read by it after the list.
    await host.client.next("peer-left");
    guest.client.relay(host.member.verified.peerId, Buffer.alloc(30));
    await host.client.next("list");
    await expectRemoved(guest.client, list);
    host.client.relay(third.member.verified.peerId, Buffer.alloc(30, 1));
    await third.client.nextFrame();
    await host.client.roundTrip();
    expect(host.client.unread()).toEqual([]);
  });

  test("of the sender closes the sender too", async () => {
    const list = await nextList({ allow: [{ key: third.member.identity.keyId, role: "member" }] });
    guest.client.say({ type: "list", ...list });
    await expectRemoved(guest.client, list);
    await opened.host.client.next("peer-left");
    expect(await opened.host.client.next("list")).toEqual({ type: "list", ...list });
  });
});

describe("told, and the socket stays", () => {
  test("an older version than the room's: and what is newest comes along", async () => {
    const newer = await nextList({ locked: true });
    opened.host.client.say({ type: "list", ...newer });
    await guest.client.next("list");
    guest.client.say({ type: "list", ...opened.list });
    expect(await guest.client.next("list")).toEqual({ type: "list", ...newer });
    await expectTold(guest.client, "stale");
  });

  test("the same version again: acknowledged to its sender alone", async () => {
    guest.client.say({ type: "list", ...opened.list });
    expect(await guest.client.next("list")).toEqual({ type: "list", ...opened.list });
    await opened.host.client.roundTrip();
    expect(opened.host.client.unread()).toEqual([]);
  });

  test("a version that a guest has signed", async () => {
    const fields = await nextFields(opened.list.payload, { locked: true });
    const forged = await signList(fields, guest.member.identity);
    guest.client.say({ type: "list", ...forged });
    await expectTold(guest.client, "list");
    guest.client.say({
      type: "list",
      ...(await signListBySession(fields, guest.member, opened.list)),
    });
    await expectTold(guest.client, "list");
  });

  test("a signature that does not hold", async () => {
    const list = await nextList({ locked: true });
    opened.host.client.say({ type: "list", ...list, payload: list.payload.replace("yes", "no") });
    await expectTold(opened.host.client, "list");
  });

  test("a version that changes too much, jumps too far, is too old, or of another room", async () => {
    const elsewhere = await openedRoom(server, 0, {}, clock.now());
    // Only the host's identity key may change the door.
    const closed = await nextFields(opened.list.payload, { door: "closed" });
    const cases = [
      await signListBySession(closed, opened.host.member, opened.list),
      await nextList({ version: 1_500 }),
      await nextList({ issuedAtMs: clock.now() - 10_000 }),
      elsewhere.list,
    ];
    for (const list of cases) {
      opened.host.client.say({ type: "list", ...list });
      await expectTold(opened.host.client, "list");
    }
    expect((await enter(server, opened.room, opened.guests[0]!)).joined.list).toEqual(opened.list);
  });
});

test("of two statements of one version both go to everybody, and to newcomers", async () => {
  const { host, guests, room } = opened;
  const [one, two] = await Promise.all([
    nextList({ deny: [(await makeSigningKey()).keyId] }),
    nextList({ deny: [(await makeSigningKey()).keyId] }),
  ]);
  for (const list of [one, two]) {
    host.client.say({ type: "list", ...list });
    expect(await guest.client.next("list")).toEqual({ type: "list", ...list });
  }
  const late = await enter(server, room, guests[1]!);
  const conflict = await late.client.next("list");
  expect([late.joined.list, conflict]).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ payload: one.payload }),
      expect.objectContaining({ payload: two.payload }),
    ]),
  );
});

test("a list from somebody who has not joined is out of turn", async () => {
  const client = await connect(server);
  client.say({ type: "list", ...opened.list });
  await expectDismissed(client, "format", 4400);
});
