import { afterEach, beforeEach, expect, test } from "vitest";
import { randomBytes } from "../../protocol/bytes.ts";
import { enter, openedRoom } from "../support/server/enter.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

test("two people meet in a room and pass each other sealed boxes", async () => {
  const { room, host, guests } = await openedRoom(server);
  const guest = await enter(server, room, guests[0]!);
  expect(guest.joined.peerId).toBe(guest.member.verified.peerId);
  expect(guest.joined.peers).toEqual([host.member.peer]);
  expect(await host.client.next("peer-joined")).toEqual({
    type: "peer-joined",
    ...guest.member.peer,
  });

  const there = randomBytes(1_400);
  guest.client.relay(host.member.verified.peerId, there);
  expect(await host.client.nextFrame()).toEqual({
    peerId: guest.member.verified.peerId,
    box: there,
  });
  const back = randomBytes(60_000);
  host.client.relay(guest.member.verified.peerId, back);
  expect(await guest.client.nextFrame()).toEqual({
    peerId: host.member.verified.peerId,
    box: back,
  });

  await guest.client.close();
  expect(await host.client.next("peer-left")).toMatchObject({
    peerId: guest.member.verified.peerId,
    reason: "left",
  });
});
