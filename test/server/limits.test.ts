import { createConnection, type Socket } from "node:net";
import { WebSocket } from "ws";
import { afterEach, describe, expect, test } from "vitest";
import { makeMember } from "../support/protocol/joins.ts";
import { nextFields, signList } from "../support/protocol/lists.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";
import { connect, type ConnectOptions } from "../support/server/client.ts";
import {
  challenge,
  enter,
  knockOn,
  makeOpenRoom,
  openedRoom,
  resume,
} from "../support/server/enter.ts";
import { createManualClock, passTime } from "../support/server/manual-clock.ts";
import { expectDismissed, expectTold } from "../support/server/refused.ts";
import {
  startServer,
  type TestServer,
  type TestServerOptions,
} from "../support/server/start-server.ts";

let server: TestServer;
afterEach(() => server.stop());

async function start(limits: TestServerOptions["limits"] = {}) {
  const clock = createManualClock();
  const trustedProxies = new Set(["127.0.0.1"]);
  server = await startServer({ clock, trustedProxies, limits });
  return clock;
}

const from = (address: string): ConnectOptions => ({ headers: { "x-forwarded-for": address } });
const box = Buffer.alloc(100, 1);

/** A WebSocket that was opened by hand and answers nothing, not even a close. */
function openAndIgnore(port: number): { socket: Socket; opened: Promise<unknown> } {
  const socket = createConnection(port, "127.0.0.1");
  const lines = [
    "GET /ws HTTP/1.1",
    "Host: localhost",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: latchkey.1",
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}`,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return { socket, opened: new Promise((resolve) => socket.once("data", resolve)) };
}

describe("sockets of an address", () => {
  test("beyond the limit are told so and closed; of other addresses are not", async () => {
    await start({ socketsPerAddress: 3 });
    for (let open = 0; open < 3; open += 1) await connect(server, from("198.51.100.1"));
    const fourth = await connect(server, from("198.51.100.1"));
    await expectDismissed(fourth, "rate", 4429);
    const other = await connect(server, from("198.51.100.2"));
    await other.roundTrip();
  });

  test("that are unauthenticated have a smaller limit, and make place when they join", async () => {
    await start({ unauthenticatedPerAddress: 2 });
    const { room, host, guests } = await openedRoom(server, 1, {}, createManualClock().now());
    const waiting = [await connect(server), await connect(server)];
    await expectDismissed(await connect(server), "rate", 4429);
    await waiting[0]!.close();
    await host.client.roundTrip();
    const guest = await enter(server, room, guests[0]!);
    await guest.client.roundTrip();
    const next = await connect(server);
    await next.roundTrip();
  });

  test("of one /64 of IPv6 count together", async () => {
    await start({ socketsPerAddress: 2 });
    await connect(server, from("2001:db8:1:2::1"));
    await connect(server, from("2001:db8:1:2:ffff::9"));
    await expectDismissed(await connect(server, from("2001:db8:1:2::3")), "rate", 4429);
    await (await connect(server, from("2001:db8:1:3::1"))).roundTrip();
  });

  test("far beyond the limit are not even taken", async () => {
    await start({ socketsPerAddress: 1 });
    await connect(server);
    // These never finish the closing handshake, so they still cost the server something.
    const rude = Array.from({ length: 20 }, () => openAndIgnore(server.port));
    await Promise.all(rude.map(({ opened }) => opened));
    await expect(connect(server)).rejects.toThrow("429");
    for (const { socket } of rude) socket.destroy();
  });
});

test("more joins a minute than allowed are refused, with the time to wait", async () => {
  const clock = await start({ joinsPerMinute: 3 });
  const { room, host } = await openedRoom(server, 0, {}, clock.now());
  for (let joins = 0; joins < 2; joins += 1) {
    const seat = await enter(server, room, room.host);
    await seat.client.close();
  }
  const refused = await knockOn(server, room, room.host);
  const { retryAfterMs } = await expectDismissed(refused.client, "rate", 4429);
  expect(retryAfterMs).toBe(20_000);
  await passTime(clock, 20_000, [host.client]);
  await enter(server, room, room.host);
});

test("a resume is not held against the joins: an office comes back at once", async () => {
  const clock = await start({ joinsPerMinute: 1 });
  const { room, host } = await openedRoom(server, 0, {}, clock.now());
  for (let times = 0; times < 10; times += 1) {
    await (await resume(server, { room, member: host.member })).next("joined");
  }
});

test("after ten failed tries each one more doubles the wait; time heals it", async () => {
  const clock = await start({ joinsPerMinute: 1_000 });
  const { room, list } = await makeOpenRoom(server, [], {}, clock.now());
  const fail = async (): Promise<void> => {
    const { client } = await challenge(server, room.roomId);
    client.say({ type: "auth", ...(await makeMember(room)).signed });
    await client.closed;
  };
  await enter(server, room, room.host, { list, ...from("198.51.100.9") });
  for (let tries = 0; tries < 10; tries += 1) await fail();
  await (await challenge(server, room.roomId)).client.close();
  for (const waitMs of [1_000, 2_000, 4_000]) {
    await fail();
    const client = await connect(server);
    client.say({ type: "request", version: 1, roomId: room.roomId });
    expect((await expectDismissed(client, "rate", 4429)).retryAfterMs).toBe(waitMs);
    const other = await challenge(server, room.roomId, from("198.51.100.2"));
    await other.client.close();
    clock.advance(waitMs);
  }
  // The tries themselves are forgotten after ten minutes.
  clock.advance(600_001);
  await fail();
  await challenge(server, room.roomId);
});

describe("relayed messages", () => {
  async function pair(limits: TestServerOptions["limits"]) {
    const clock = await start(limits);
    const { room, host, guests } = await openedRoom(server, 1, {}, clock.now());
    const guest = await enter(server, room, guests[0]!);
    await host.client.next("peer-joined");
    const flood = (count: number, bytes = box): void => {
      for (let sent = 0; sent < count; sent += 1) {
        guest.client.relay(host.member.verified.peerId, bytes);
      }
    };
    return { clock, host: host.client, guest: guest.client, flood };
  }

  test("come through in a burst, then are dropped and said so, then flow again", async () => {
    const { clock, host, guest, flood } = await pair({ relayPerSecond: 6 });
    flood(20);
    for (let got = 0; got < 20; got += 1) await host.nextFrame();
    flood(2);
    expect((await expectTold(guest, "rate")).retryAfterMs).toBe(167);
    clock.advance(1_000);
    flood(6);
    for (let got = 0; got < 6; got += 1) await host.nextFrame();
    // The second of the two that were dropped was not told of again.
    clock.advance(1_000);
    await guest.roundTrip();
    expect(guest.unread()).toEqual([]);
  });

  test("of whoever goes on regardless end the socket, and only theirs", async () => {
    const { host, guest, flood } = await pair({ relayPerSecond: 6 });
    flood(60);
    await expectTold(guest, "rate");
    await expectDismissed(guest, "rate", 4429);
    expect(await host.next("peer-left")).toMatchObject({ reason: "left" });
    for (let got = 0; got < 20; got += 1) await host.nextFrame();
    await host.roundTrip();
  });

  test("are bounded in bytes too", async () => {
    const { clock, host, guest, flood } = await pair({ relayBytesPerSecond: 10_000 });
    flood(2, Buffer.alloc(4_900, 1));
    for (let got = 0; got < 2; got += 1) await host.nextFrame();
    flood(1, Buffer.alloc(4_900, 1));
    await expectTold(guest, "rate");
    // One that is larger than what a second allows passes once the second is whole.
    clock.advance(1_000);
    flood(1, Buffer.alloc(30_000, 1));
    expect((await host.nextFrame()).box).toHaveLength(30_000);
  });

  test("and pings and lists come out of the same purse", async () => {
    const { guest } = await pair({ relayPerSecond: 6 });
    let pongs = 0;
    guest.socket.on("pong", () => (pongs += 1));
    for (let sent = 0; sent < 60; sent += 1) guest.socket.ping();
    expect(await guest.closed).toBe(4429);
    expect(pongs).toBeLessThanOrEqual(20);
  });
});

test("a room has place for so many members, whoever they are", async () => {
  const clock = await start({ membersPerRoom: 2 });
  const { room, guests, host } = await openedRoom(server, 2, {}, clock.now());
  const guest = await enter(server, room, guests[0]!);
  const third = await knockOn(server, room, guests[1]!);
  await expectDismissed(third.client, "full", 4403);
  await guest.client.close();
  await host.client.next("peer-joined");
  await host.client.next("peer-left");
  await enter(server, room, guests[1]!);
});

describe("a key in a room", () => {
  test("has three sessions, and no fourth", async () => {
    const clock = await start();
    const { room, host } = await openedRoom(server, 0, {}, clock.now());
    for (let more = 0; more < 2; more += 1) await enter(server, room, room.host);
    const fourth = await knockOn(server, room, room.host);
    await expectDismissed(fourth.client, "full", 4403);
    await host.client.roundTrip();
  });

  test("has the one that is away give way to a new one", async () => {
    const clock = await start();
    const { room, host } = await openedRoom(server, 0, {}, clock.now());
    const second = await enter(server, room, room.host);
    const third = await enter(server, room, room.host);
    second.client.socket.terminate();
    expect(await third.client.next("peer-left")).toMatchObject({ reason: "away" });
    await enter(server, room, room.host);
    expect(await third.client.next("peer-left")).toEqual({
      type: "peer-left",
      peerId: second.member.verified.peerId,
      reason: "replaced",
    });
    const fifth = await knockOn(server, room, room.host);
    await expectDismissed(fifth.client, "full", 4403);
    await host.client.roundTrip();
  });

  test("waits at the door three times at most", async () => {
    const clock = await start();
    const { room } = await openedRoom(server, 0, {}, clock.now());
    const stranger = await makeSigningKey();
    for (let times = 0; times < 3; times += 1) {
      const { client } = await knockOn(server, room, stranger);
      await client.next("waiting");
    }
    await expectDismissed((await knockOn(server, room, stranger)).client, "full", 4403);
  });
});

describe("rooms", () => {
  test("beyond the limit push out the one empty for longest, never one in use", async () => {
    const clock = await start({ rooms: 2 });
    const used = await openedRoom(server, 0, {}, clock.now());
    const empty = await openedRoom(server, 0, {}, clock.now());
    const third = await makeOpenRoom(server, [], {}, clock.now());
    const refused = await knockOn(server, third.room, third.room.host, { list: third.list });
    await expectDismissed(refused.client, "full", 4403);
    await empty.host.client.close();
    await used.host.client.roundTrip();
    await enter(server, third.room, third.room.host, { list: third.list });
    const [kept, gone] = [
      await challenge(server, used.room.roomId),
      await challenge(server, empty.room.roomId),
    ];
    expect([kept.given.room === null, gone.given.room === null]).toEqual([false, true]);
  });
});

describe("access lists", () => {
  test("of a room change so often a minute, whoever brings them", async () => {
    const clock = await start({ listsPerMinute: 3 });
    const { room, list, host } = await openedRoom(server, 0, {}, clock.now());
    const second = await enter(server, room, room.host);
    await host.client.next("peer-joined");
    let payload = list.payload;
    const next = async () => {
      clock.advance(1_000);
      const signed = await signList(await nextFields(payload), room.host);
      payload = signed.payload;
      return signed;
    };
    for (let changes = 0; changes < 3; changes += 1) {
      host.client.say({ type: "list", ...(await next()) });
      await second.client.next("list");
      await host.client.next("list");
    }
    second.client.say({ type: "list", ...(await next()) });
    expect((await expectTold(second.client, "rate")).retryAfterMs).toBeGreaterThan(10_000);
  });

  test("of a socket are verified so often a minute, good or bad", async () => {
    const clock = await start({ listsPerMinute: 2 });
    const { list, host } = await openedRoom(server, 0, {}, clock.now());
    for (let tries = 0; tries < 2; tries += 1) {
      host.client.say({ type: "list", ...list });
      await host.client.next("list");
    }
    host.client.say({ type: "list", ...list });
    expect((await expectTold(host.client, "rate")).retryAfterMs).toBe(30_000);
  });
});

test("sockets of all addresses together are bounded", async () => {
  await start({ sockets: 2 });
  const [one] = [await connect(server), await connect(server)];
  const third = new WebSocket(`${server.url.replace("http", "ws")}/ws`, "latchkey.1");
  await new Promise((resolve) => third.once("error", resolve));
  await one.roundTrip();
});
