import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { knockLifeMs } from "../../protocol/limits.ts";
import type { RoomStatement } from "../../protocol/room.ts";
import { makeMember } from "../support/protocol/joins.ts";
import { nextFields, signList } from "../support/protocol/lists.ts";
import { makeSigningKey, type SigningKey } from "../support/protocol/signing-key.ts";
import { enter, knockOn, openedRoom, resume, type Seat } from "../support/server/enter.ts";
import { createManualClock, type ManualClock, passTime } from "../support/server/manual-clock.ts";
import { expectDismissed, expectTold } from "../support/server/refused.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

const box = "c2VhbGVk";

let clock: ManualClock;
let server: TestServer;
let opened: Awaited<ReturnType<typeof openedRoom>>;
let stranger: SigningKey;

beforeEach(async () => {
  clock = createManualClock();
  server = await startServer({
    clock,
    limits: { joinsPerMinute: 1_000, membersPerRoom: 4 },
    trustedProxies: new Set(["127.0.0.1"]),
  });
  stranger = await makeSigningKey();
  opened = await openedRoom(server, 1, {}, clock.now());
  clock.advance(5_000);
});
afterEach(() => server.stop());

/** At the door; `address` is another one for each, since limits go by it. */
async function waitAtDoor(identity = stranger, address = "198.51.100.1"): Promise<Seat> {
  const headers = { "x-forwarded-for": address };
  return knockOn(server, opened.room, identity, { headers });
}

async function changeList(given: Partial<RoomStatement>): Promise<void> {
  const fields = await nextFields(opened.list.payload, given);
  opened.host.client.say({ type: "list", ...(await signList(fields, opened.room.host)) });
}

test("whoever is not listed waits, and hears who can admit", async () => {
  const { client } = await waitAtDoor();
  expect(await client.next("waiting")).toEqual({
    type: "waiting",
    admins: [opened.host.member.peer],
  });
  await opened.host.client.roundTrip();
  expect(opened.host.client.unread()).toEqual([]);
});

test("a knock reaches one admin, with the statement that the server has verified", async () => {
  const { client, member } = await waitAtDoor();
  await client.next("waiting");
  const someoneElse = await makeMember(opened.room);
  const peerId = opened.host.member.verified.peerId;
  client.say({ type: "knock", ...someoneElse.signed, peerId, box });
  expect(await opened.host.client.next("knock")).toEqual({ type: "knock", ...member.peer, box });
});

test("a list that allows them lets those at the door in, after the others have heard of it", async () => {
  const { client, member } = await waitAtDoor();
  await client.next("waiting");
  await changeList({ allow: [{ key: stranger.keyId, role: "member" }] });
  const joined = await client.next("joined");
  expect(joined.peers).toEqual([opened.host.member.peer]);
  expect(joined.peerId).toBe(member.verified.peerId);
  await opened.host.client.next("list");
  expect(await opened.host.client.next("peer-joined")).toEqual({
    type: "peer-joined",
    ...member.peer,
  });
});

test("two who are let in at once hear of each other, once and after their own welcome", async () => {
  const another = await makeSigningKey();
  const one = await waitAtDoor();
  const two = await waitAtDoor(another, "198.51.100.2");
  await one.client.next("waiting");
  await two.client.next("waiting");
  await changeList({
    allow: [stranger, another].map(({ keyId }) => ({ key: keyId, role: "member" })),
  });
  const first = await one.client.next("joined");
  const second = await two.client.next("joined");
  const later = await one.client.next("peer-joined");
  expect(first.peers.map(({ peerId }) => peerId)).not.toContain(later.peerId);
  expect(second.peers.map(({ peerId }) => peerId)).toContain(one.member.verified.peerId);
  await two.client.roundTrip();
  expect(two.client.unread()).toEqual([]);
});

describe("those at the door are turned away where the list says so", () => {
  const cases: readonly [
    what: string,
    given: () => Partial<RoomStatement>,
    code: "denied" | "locked",
  ][] = [
    ["denied", () => ({ deny: [stranger.keyId] }), "denied"],
    ["the door closed", () => ({ door: "closed" }), "denied"],
    ["the room locked", () => ({ locked: true }), "locked"],
  ];
  test.each(cases)("%s", async (_what, given, code) => {
    const { client } = await waitAtDoor();
    await client.next("waiting");
    await changeList(given());
    await expectDismissed(client, code, 4403);
  });

  test("the room full", async () => {
    const keys = await Promise.all(Array.from({ length: 4 }, () => makeSigningKey()));
    const seats = [];
    for (const [index, key] of keys.entries()) {
      const seat = await waitAtDoor(key, `198.51.100.${index}`);
      await seat.client.next("waiting");
      seats.push(seat);
    }
    await changeList({ allow: keys.map(({ keyId }) => ({ key: keyId, role: "member" })) });
    for (const { client } of seats.slice(0, 3)) await client.next("joined");
    await expectDismissed(seats[3]!.client, "full", 4403);
  });

  test("the list expired", async () => {
    await changeList({ expiresAtMs: clock.now() + 10_000 });
    const { client } = await waitAtDoor();
    await client.next("waiting");
    clock.advance(11_000);
    await expectDismissed(client, "expired", 4403);
  });
});

test("those at the door hear when admins come and go, and of nobody else", async () => {
  const { client } = await waitAtDoor();
  await client.next("waiting");
  const guest = await enter(server, opened.room, opened.guests[0]!);
  const second = await enter(server, opened.room, opened.room.host);
  const hosts = [opened.host.member.peer, second.member.peer];
  expect((await client.next("waiting")).admins).toEqual(hosts);
  await guest.client.close();
  await second.client.close();
  expect((await client.next("waiting")).admins).toEqual([opened.host.member.peer]);
  opened.host.client.socket.terminate();
  expect((await client.next("waiting")).admins).toEqual([]);
  const again = await resume(server, { room: opened.room, member: opened.host.member });
  await again.next("joined");
  expect((await client.next("waiting")).admins).toEqual([opened.host.member.peer]);
});

test("an admin whom a list takes the powers from can no longer be knocked at", async () => {
  const cohost = opened.guests[0]!;
  await changeList({ allow: [{ key: cohost.keyId, role: "cohost" }] });
  const listed = await opened.host.client.next("list");
  const seat = await enter(server, opened.room, cohost, { given: { powers: "admit" } });
  const { client, member } = await waitAtDoor();
  expect((await client.next("waiting")).admins).toHaveLength(2);
  const fields = await nextFields(listed.payload, {
    allow: [{ key: cohost.keyId, role: "member" }],
  });
  clock.advance(5_000);
  const demoted = await signList(fields, opened.room.host);
  await opened.host.client.next("peer-joined");
  opened.host.client.say({ type: "list", ...demoted });
  expect((await client.next("waiting")).admins).toEqual([opened.host.member.peer]);
  client.say({ type: "knock", ...member.signed, peerId: seat.member.verified.peerId, box });
  await expectTold(client, "peer-unknown");
});

test("only those who can admit are knocked at", async () => {
  const guest = await enter(server, opened.room, opened.guests[0]!);
  const { client, member } = await waitAtDoor();
  await client.next("waiting");
  for (const peerId of [guest.member.verified.peerId, "A".repeat(22), member.verified.peerId]) {
    client.say({ type: "knock", ...member.signed, peerId, box });
    await expectTold(client, "peer-unknown");
  }
});

describe("limits", () => {
  const knockBy = ({ client, member }: Seat): void => {
    const { peerId } = opened.host.member.verified;
    client.say({ type: "knock", ...member.signed, peerId, box });
  };

  test("one knock a minute from an address", async () => {
    const seat = await waitAtDoor();
    await seat.client.next("waiting");
    knockBy(seat);
    await opened.host.client.next("knock");
    knockBy(seat);
    const { retryAfterMs } = await expectTold(seat.client, "rate");
    expect(retryAfterMs).toBeGreaterThan(55_000);
    await passTime(clock, 60_000, [seat.client, opened.host.client]);
    knockBy(seat);
    await opened.host.client.next("knock");
  });

  test("five knocks pending in a room; one that leaves makes place", async () => {
    const seats = [];
    for (let index = 0; index < 6; index += 1) {
      const seat = await waitAtDoor(await makeSigningKey(), `198.51.100.${index}`);
      await seat.client.next("waiting");
      seats.push(seat);
    }
    for (const seat of seats.slice(0, 5)) {
      knockBy(seat);
      await opened.host.client.next("knock");
    }
    const last = seats[5]!;
    knockBy(last);
    await expectTold(last.client, "rate");
    await seats[0]!.client.close();
    expect(await opened.host.client.next("peer-left")).toMatchObject({ reason: "left" });
    knockBy(last);
    await opened.host.client.next("knock");
  });

  test("knocks that nobody answers make place after two minutes", async () => {
    const seats = [];
    for (let index = 0; index < 6; index += 1) {
      const seat = await waitAtDoor(await makeSigningKey(), `198.51.100.${index}`);
      await seat.client.next("waiting");
      seats.push(seat);
    }
    for (const seat of seats.slice(0, 5)) {
      knockBy(seat);
      await opened.host.client.next("knock");
    }
    await passTime(clock, knockLifeMs, [opened.host.client, ...seats.map(({ client }) => client)]);
    knockBy(seats[5]!);
    await opened.host.client.next("knock");
  });

  test("a door has place for a bounded number", async () => {
    const seats = [];
    for (let index = 0; index < 64; index += 1) {
      const seat = await waitAtDoor(await makeSigningKey(), `198.51.100.${index}`);
      await seat.client.next("waiting");
      seats.push(seat);
    }
    const { client } = await waitAtDoor(await makeSigningKey(), "198.51.101.1");
    await expectDismissed(client, "full", 4403);
  });
});

test("whoever waits can come back to the door by resuming", async () => {
  const { client, member } = await waitAtDoor();
  await client.next("waiting");
  client.socket.terminate();
  const again = await resume(server, { room: opened.room, member });
  expect((await again.next("waiting")).admins).toEqual([opened.host.member.peer]);
});
