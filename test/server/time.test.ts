import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nextFields, signList } from "../support/protocol/lists.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";
import { connect } from "../support/server/client.ts";
import { challenge, enter, knockOn, openedRoom } from "../support/server/enter.ts";
import { createManualClock, type ManualClock, passTime } from "../support/server/manual-clock.ts";
import { expectDismissed } from "../support/server/refused.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

const minute = 60_000;
const hour = 60 * minute;

let clock: ManualClock;
let server: TestServer;
beforeEach(async () => {
  clock = createManualClock();
  server = await startServer({ clock, limits: { joinsPerMinute: 1_000 } });
});
afterEach(() => server.stop());

test("a socket that says nothing is closed after ten seconds", async () => {
  const client = await connect(server);
  clock.advance(10_000);
  await client.roundTrip();
  clock.advance(1_000);
  expect(await client.closed).toBe(4408);
  expect(client.unread()).toEqual([]);
});

test("a challenge that nobody answers ends after five minutes", async () => {
  const { client } = await challenge(server, "A".repeat(43));
  await passTime(clock, 5 * minute, [client]);
  clock.advance(1_000);
  await expectDismissed(client, "expired", 4408);
});

test("everybody is pinged every 25 seconds", async () => {
  const { host } = await openedRoom(server, 0, {}, clock.now());
  let pings = 0;
  host.client.socket.on("ping", () => (pings += 1));
  await passTime(clock, 2 * minute, [host.client]);
  expect(pings).toBe(4);
});

test("whoever does not answer is dead after a minute, and away to the others", async () => {
  const { room, host, guests } = await openedRoom(server, 1, {}, clock.now());
  const guest = await enter(server, room, guests[0]!, { autoPong: false });
  await host.client.next("peer-joined");
  await passTime(clock, 59_000, [host.client]);
  expect(server.server.holds().sessions).toBe(2);
  await passTime(clock, 2_000, [host.client]);
  expect(await host.client.next("peer-left")).toMatchObject({ reason: "away" });
  expect(await guest.client.closed).toBe(1006);
});

test("a session ends with its statement", async () => {
  const { room, host, guests } = await openedRoom(server, 1, {}, clock.now());
  const guest = await enter(server, room, guests[0]!, {
    given: { expiresAtMs: clock.now() + minute },
  });
  await host.client.next("peer-joined");
  // With five minutes for clocks that differ, as the peers have.
  await passTime(clock, 6 * minute, [host.client, guest.client]);
  clock.advance(1_000);
  await expectDismissed(guest.client, "expired", 4401);
  expect(await host.client.next("peer-left")).toMatchObject({ reason: "left" });
});

describe("a room", () => {
  const isKnown = async (roomId: string): Promise<boolean> => {
    const { client, given } = await challenge(server, roomId);
    await client.close();
    return given.room !== null;
  };

  test("lives for an hour after the last has left", async () => {
    const { room, host } = await openedRoom(server, 0, {}, clock.now());
    await host.client.close();
    const witness = await openedRoom(server, 0, {}, clock.now());
    await passTime(clock, hour - 2_000, [witness.host.client]);
    expect(await isKnown(room.roomId)).toBe(true);
    await passTime(clock, 3_000, [witness.host.client]);
    expect(await isKnown(room.roomId)).toBe(false);
    expect(server.server.holds().rooms).toBe(1);
  });

  test("that nobody entered lives no longer", async () => {
    const { room, list, host } = await openedRoom(server, 0, {}, clock.now());
    const other = await startServer({ clock, publicOrigin: server.origin });
    const { client } = await challenge(other, room.roomId);
    client.say({ type: "create", list });
    await expect.poll(() => other.server.holds().rooms).toBe(1);
    await client.close();
    await passTime(clock, hour + 2_000, [host.client]);
    expect(other.server.holds().rooms).toBe(0);
    await other.stop();
  });

  test("that is empty ends with its list", async () => {
    const witness = await openedRoom(server, 0, {}, clock.now());
    const expiresAtMs = clock.now() + 10 * minute;
    const { room, host } = await openedRoom(server, 0, { expiresAtMs }, clock.now());
    await host.client.close();
    await passTime(clock, 10 * minute + 1_000, [witness.host.client]);
    expect(await isKnown(room.roomId)).toBe(false);
  });

  test("whose list expires keeps those inside, and takes in nobody but the host", async () => {
    const { room, host, guests } = await openedRoom(
      server,
      2,
      { expiresAtMs: clock.now() + 10 * minute },
      clock.now(),
    );
    const guest = await enter(server, room, guests[0]!);
    await passTime(clock, 11 * minute, [host.client, guest.client]);
    const late = await knockOn(server, room, guests[1]!);
    await expectDismissed(late.client, "expired", 4401);
    const second = await enter(server, room, room.host);
    second.client.relay(guest.member.verified.peerId, Buffer.alloc(30));
    await guest.client.nextFrame();
  });

  test("whose list is renewed lives on", async () => {
    const expiresAtMs = clock.now() + 10 * minute;
    const { room, host, list, guests } = await openedRoom(server, 1, { expiresAtMs }, clock.now());
    await passTime(clock, 11 * minute, [host.client]);
    const fields = await nextFields(list.payload, {
      issuedAtMs: clock.now(),
      expiresAtMs: clock.now() + hour,
    });
    host.client.say({ type: "list", ...(await signList(fields, room.host)) });
    await host.client.next("list");
    await enter(server, room, guests[0]!);
  });

  test("with only somebody at its door is not empty", async () => {
    const { room, host } = await openedRoom(server, 0, {}, clock.now());
    const { client } = await knockOn(server, room, await makeSigningKey(), {
      given: { expiresAtMs: clock.now() + 5 * hour },
    });
    await client.next("waiting");
    await host.client.close();
    await client.next("waiting");
    await passTime(clock, 2 * hour, [client]);
    expect(await isKnown(room.roomId)).toBe(true);
  });
});

test("what is remembered of an address is forgotten once there is nothing left to hold against it", async () => {
  const trusting = await startServer({ clock, trustedProxies: new Set(["127.0.0.1"]) });
  const { host } = await openedRoom(trusting, 0, {}, clock.now());
  for (let index = 0; index < 5; index += 1) {
    const client = await connect(trusting, {
      headers: { "x-forwarded-for": `198.51.100.${index}` },
    });
    client.sayRaw("nonsense");
    await client.closed;
  }
  expect(trusting.server.holds().addresses).toBe(6);
  await passTime(clock, 9 * minute, [host.client]);
  expect(trusting.server.holds().addresses).toBe(6);
  await passTime(clock, 3 * minute, [host.client]);
  expect(trusting.server.holds().addresses).toBe(1);
  await trusting.stop();
});

test("a stopped server leaves no timer behind", async () => {
  const other = await startServer({ clock });
  const pending = clock.pending();
  await openedRoom(other, 0, {}, clock.now());
  await other.stop();
  expect(clock.pending()).toBe(pending - 1);
});
