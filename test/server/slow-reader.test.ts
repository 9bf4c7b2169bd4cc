import { expect, test } from "vitest";
import { enter, openedRoom } from "../support/server/enter.ts";
import { collectGarbage } from "../support/server/collect-garbage.ts";
import { startServer } from "../support/server/start-server.ts";

function bufferBytes(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

test("a receiver that stops reading is closed with 4410, and costs no more than its queue", async () => {
  const server = await startServer({
    limits: { relayPerSecond: 1_000_000, relayBytesPerSecond: 1_000_000_000 },
  });
  const { room, host, guests } = await openedRoom(server, 2);
  const slow = await enter(server, room, guests[0]!);
  const other = await enter(server, room, guests[1]!);
  for (let joined = 0; joined < 2; joined += 1) await host.client.next("peer-joined");
  slow.client.socket.pause();

  const box = Buffer.alloc(10_000, 5);
  const beforeBytes = bufferBytes();
  let mostBytes = 0;
  // Kernel buffers on both sides take some megabytes before anything queues up in the server.
  for (let sent = 0; sent < 3_000 && host.client.unread().length === 0; sent += 1) {
    host.client.relay(slow.member.verified.peerId, box);
    if (sent % 10 === 0) await host.client.roundTrip();
    if (sent % 100 === 0) mostBytes = Math.max(mostBytes, bufferBytes() - beforeBytes);
  }
  expect(await host.client.next("peer-left")).toEqual({
    type: "peer-left",
    peerId: slow.member.verified.peerId,
    reason: "away",
  });
  // The queue, and what is on its way.
  expect(mostBytes).toBeLessThan(1_000_000);
  expect(server.server.holds().sessions).toBe(2);

  // The others have not noticed.
  host.client.relay(other.member.verified.peerId, box);
  expect((await other.client.nextFrame()).box).toHaveLength(10_000);

  slow.client.socket.resume();
  expect(await slow.client.closed).toBe(4410);
  await server.stop();
});
