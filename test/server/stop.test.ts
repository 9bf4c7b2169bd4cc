import { createConnection } from "node:net";
import { expect, test } from "vitest";
import { connect } from "../support/server/client.ts";
import { openedRoom } from "../support/server/enter.ts";
import { startServer } from "../support/server/start-server.ts";

test("while it stops it is not ready, and takes no socket", async () => {
  const server = await startServer();
  const { host } = await openedRoom(server, 0);
  // Keeps the server waiting: a client that does not answer the close.
  host.client.socket.pause();
  const kept = createConnection(server.port, "127.0.0.1");
  await new Promise((resolve) => kept.once("connect", resolve));
  const answer = new Promise<string>((resolve) => {
    kept.once("data", (data) => resolve(data.toString()));
  });
  const stopped = server.server.stop(1_500);
  kept.write("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  expect(await answer).toMatch(/^HTTP\/1.1 503 /);
  await expect(connect(server)).rejects.toThrow();
  kept.destroy();
  const before = performance.now();
  await stopped;
  // Bounded, whoever does not answer.
  expect(performance.now() - before).toBeLessThan(4_000);
  host.client.socket.terminate();
});

test("stopping twice is stopping once", async () => {
  const server = await startServer();
  const first = server.server.stop();
  expect(server.server.stop()).toBe(first);
  await first;
});

test("many are sent away over a while, not in one moment", async () => {
  const server = await startServer({ limits: { unauthenticatedPerAddress: 100 } });
  const clients = await Promise.all(Array.from({ length: 60 }, () => connect(server)));
  const times: number[] = [];
  const closed = clients.map(async (client) => {
    expect(await client.closed).toBe(1001);
    times.push(performance.now());
  });
  await server.server.stop();
  await Promise.all(closed);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(30);
});
