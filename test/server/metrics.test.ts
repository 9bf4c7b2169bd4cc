import { afterEach, beforeEach, expect, test } from "vitest";
import { nextFields, signList } from "../support/protocol/lists.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";
import { connect } from "../support/server/client.ts";
import { enter, knockOn, openedRoom, resume } from "../support/server/enter.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

/** Value by name with its labels, as written. */
async function metrics(): Promise<Map<string, number>> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

test("tells what the server holds, relays and refuses", async () => {
  const { room, host, guests, list } = await openedRoom(server, 1, { door: "closed" });
  const guest = await enter(server, room, guests[0]!);
  await host.client.next("peer-joined");
  for (let sent = 0; sent < 3; sent += 1) {
    guest.client.relay(host.member.verified.peerId, Buffer.alloc(84));
    await host.client.nextFrame();
  }
  guest.client.relay("A".repeat(22), Buffer.alloc(84));
  await guest.client.next("error");
  const stranger = await knockOn(server, room, await makeSigningKey());
  await stranger.client.closed;
  await (await resume(server, { room, member: guest.member })).next("joined");
  const next = await signList(await nextFields(list.payload, { locked: true }), room.host);
  host.client.say({ type: "list", ...next });
  await host.client.next("peer-joined");
  await host.client.next("list");
  const nonsense = await connect(server);
  nonsense.sayRaw("{");
  await nonsense.closed;

  const told = await metrics();
  expect(Object.fromEntries(told)).toMatchObject({
    latchkey_sockets: 2,
    latchkey_sessions: 2,
    latchkey_rooms: 1,
    latchkey_addresses: 1,
    latchkey_relay_frames_total: 3,
    latchkey_relay_bytes_total: 300,
    latchkey_relay_dropped_peer_total: 1,
    'latchkey_admissions_total{how="create",to="open"}': 1,
    'latchkey_admissions_total{how="join",to="joined"}': 2,
    'latchkey_admissions_total{how="resume",to="joined"}': 1,
    'latchkey_refusals_total{code="denied"}': 1,
    'latchkey_refusals_total{code="format"}': 1,
    'latchkey_lists_total{outcome="accepted"}': 1,
    'latchkey_closes_total{why="replaced"}': 1,
  });
});

test("two servers in one process count apart", async () => {
  const other = await startServer();
  await openedRoom(other, 0);
  expect((await metrics()).get("latchkey_rooms")).toBe(0);
  await other.stop();
});
