import { afterEach, expect, test } from "vitest";
import { makeMember } from "../support/protocol/joins.ts";
import { nextFields, signList } from "../support/protocol/lists.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";
import { connect } from "../support/server/client.ts";
import { challenge, enter, knockOn, openedRoom, resume } from "../support/server/enter.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

let server: TestServer;
afterEach(() => server.stop());

const leaked = "Q".repeat(42) + "E";

/** Everything that a server meets in a day, and all that must not be read in its log. */
async function day(): Promise<readonly string[]> {
  const { room, host, guests, list } = await openedRoom(server, 1);
  const guest = await enter(server, room, guests[0]!);
  await host.client.next("peer-joined");
  guest.client.relay(host.member.verified.peerId, Buffer.from("x".repeat(30)));
  await host.client.nextFrame();
  const stranger = await makeSigningKey();
  const waiting = await knockOn(server, room, stranger);
  const { admins } = await waiting.client.next("waiting");
  const box = Buffer.from("a sealed box").toString("base64");
  waiting.client.say({ type: "knock", ...waiting.member.signed, peerId: admins[0]!.peerId, box });
  await host.client.next("knock");
  const bad = await challenge(server, room.roomId);
  const { signed } = await makeMember(room);
  const publicKey = { ...signed.publicKey, d: leaked };
  bad.client.sayRaw(JSON.stringify({ type: "auth", ...signed, publicKey }));
  await bad.client.closed;
  guest.client.socket.terminate();
  await host.client.next("peer-left");
  const again = await resume(server, { room, member: guest.member });
  const { iceServers } = await again.next("joined");
  await host.client.next("peer-joined");
  const next = await signList(await nextFields(list.payload, { locked: true }), room.host);
  host.client.say({ type: "list", ...next });
  await waiting.client.closed;
  await again.close();
  await host.client.close();
  const people = [host.member, guest.member, waiting.member];
  return [
    leaked,
    box,
    room.roomId,
    room.secret,
    "north",
    iceServers[0]!.credential!,
    ...people.flatMap(({ signed: { payload, signature }, join }) => [
      signature.slice(0, 60),
      payload.slice(0, 25),
      join.nonce,
      join.sessionSign,
      join.sessionDtls,
    ]),
    ...people.map(({ identity }) => identity.jwk.x),
  ];
}

const keyId = /SHA256:/;
const address = /127\.0\.0\.1(?!")/;

test("the log names what happened and no key, no address and no secret", async () => {
  server = await startServer({
    logLevel: "info",
    turn: { urls: ["turn:turn.example.org"], secret: "north" },
  });
  const secrets = await day();
  await server.stop();
  const log = server.logged();
  const events = log
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(events).toEqual([
    "listening",
    "room opened",
    "dismissed",
    "list changed",
    "stopping",
    "stopped",
  ]);
  expect(log).not.toMatch(keyId);
  expect(log.replace(/"address":"127.0.0.1"|ws:\/\/127.0.0.1:\d+/g, "")).not.toMatch(address);
  for (const secret of secrets) expect(log).not.toContain(secret);
});

test("at debug there are key ids and addresses, and still nothing that anybody said", async () => {
  server = await startServer({
    logLevel: "debug",
    turn: { urls: ["turn:turn.example.org"], secret: "north" },
  });
  const secrets = await day();
  await server.stop();
  const log = server.logged();
  expect(log).toMatch(keyId);
  for (const secret of secrets) expect(log).not.toContain(secret);
});

test("a proxy that nobody has named is warned of, once", async () => {
  server = await startServer({ logLevel: "warn" });
  for (let times = 0; times < 2; times += 1) {
    const client = await connect(server, { headers: { "x-forwarded-for": "198.51.100.1" } });
    await client.close();
  }
  expect(server.logged().match(/TRUSTED_PROXIES/g)).toHaveLength(1);
});

test("a server that listens to others without a public origin warns that nobody can join", async () => {
  server = await startServer({ logLevel: "warn", host: "0.0.0.0" });
  expect(server.logged()).toMatch(/PUBLIC_ORIGIN is not set/);
});
