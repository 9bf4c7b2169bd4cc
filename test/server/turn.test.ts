import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import type { IceServer } from "../../protocol/messages.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";
import { challenge, enter, knockOn, openedRoom } from "../support/server/enter.ts";
import { createManualClock, passTime } from "../support/server/manual-clock.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

const secret = "north";
const urls = ["stun:turn.example.org:3478", "turn:turn.example.org:3478?transport=udp"];

let server: TestServer;
afterEach(() => server.stop());

function expectCredentials(servers: readonly IceServer[], endsAtMs: number): string {
  expect(servers).toHaveLength(2);
  expect(servers[0]).toEqual({ urls: [urls[0]] });
  const { username = "", credential, urls: relays } = servers[1]!;
  expect(relays).toEqual([urls[1]]);
  expect(username).toMatch(/^\d+:[A-Za-z0-9_-]{12}$/);
  expect(Number(username.split(":")[0])).toBe(Math.floor(endsAtMs / 1000));
  expect(credential).toBe(createHmac("sha1", secret).update(username).digest("base64"));
  return username;
}

test("credentials come with joined and not before, and name nobody", async () => {
  const clock = createManualClock();
  server = await startServer({ clock, turn: { urls, secret } });
  const { room, host } = await openedRoom(server, 0, {}, clock.now());
  const stranger = await knockOn(server, room, await makeSigningKey());
  expect(Object.keys(await stranger.client.next("waiting"))).toEqual(["type", "admins"]);
  const { given } = await challenge(server, room.roomId);
  expect(Object.keys(given)).not.toContain("iceServers");
  await host.client.close();
  const first = await enter(server, room, room.host);
  const second = await enter(server, room, room.host);
  const names = [first, second].map(({ joined }) =>
    expectCredentials(joined.iceServers, clock.now() + 3_600_000),
  );
  expect(new Set(names).size).toBe(2);
});

test("credentials are renewed before they end, as long as somebody is there", async () => {
  const clock = createManualClock();
  server = await startServer({ clock, turn: { urls, secret } });
  const { room, host } = await openedRoom(server, 0, {}, clock.now());
  await host.client.close();
  const { client } = await enter(server, room, room.host, {
    given: { expiresAtMs: clock.now() + 10_000_000 },
  });
  for (let hours = 0; hours < 2; hours += 1) {
    await passTime(clock, 2_980_000, [client]);
    expect(client.unread()).toEqual([]);
    await passTime(clock, 21_000, [client]);
    const { iceServers } = await client.next("ice-servers");
    const username = iceServers[1]!.username!;
    const endsAtMs = Number(username.split(":")[0]) * 1000;
    expect(endsAtMs - clock.now()).toBeGreaterThan(3_570_000);
  }
});

test("without a TURN server there are no ICE servers", async () => {
  server = await startServer();
  const { room } = await openedRoom(server, 0);
  const { joined } = await enter(server, room, room.host);
  expect(joined.iceServers).toEqual([]);
});
