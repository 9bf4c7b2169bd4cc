import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { ErrorCode } from "../../protocol/codes.ts";
import { frameMaxBytes } from "../../protocol/limits.ts";
import { makeMember } from "../support/protocol/joins.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";
import { type Client, connect } from "../support/server/client.ts";
import { challenge, enter, knockOn, makeOpenRoom, openedRoom } from "../support/server/enter.ts";
import { expectDismissed } from "../support/server/refused.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer({ limits: { joinsPerMinute: 1_000 } });
});
afterEach(() => server.stop());

const roomId = "A".repeat(43);
const request = JSON.stringify({ type: "request", version: 1, roomId });

describe("a first message that is not a request ends the socket", () => {
  const cases: readonly [what: string, text: string, code: ErrorCode, closeCode: number][] = [
    ["nothing", "", "format", 4400],
    ["no JSON", "{", "format", 4400],
    ["no object", "[]", "format", 4400],
    ["null", "null", "format", 4400],
    ["no type", "{}", "format", 4400],
    ["a type of the server's", '{"type":"joined"}', "format", 4400],
    ["a type that objects have anyway", '{"type":"__proto__"}', "format", 4400],
    ["another version", request.replace("1", "2"), "version", 4400],
    ["a room id that is none", request.replace(roomId, "AAAA"), "format", 4400],
    ["a room id off by its last bits", request.replace(/A"}$/, 'B"}'), "format", 4400],
    ["too much of it", request.replace("{", `{${" ".repeat(17_000)}`), "size", 4413],
    ["a knock", '{"type":"knock"}', "format", 4400],
  ];
  test.each(cases)("%s", async (_what, text, code, closeCode) => {
    const client = await connect(server);
    client.sayRaw(text);
    await expectDismissed(client, code, closeCode);
  });
});

test("prototype keys in a message reach nothing", async () => {
  const client = await connect(server);
  client.sayRaw(
    `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"type":"request","version":1,"roomId":"${roomId}"}`,
  );
  await client.next("challenge");
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  const own = await connect(server);
  own.sayRaw('{"__proto__":{"type":"request","version":1,"roomId":"AAAA"}}');
  await expectDismissed(own, "format", 4400);
});

test("a message of another state ends the socket", async () => {
  const { room, list, host, guests } = await openedRoom(server, 3);
  const { signed, peer } = await makeMember(room);

  const eager = await connect(server);
  eager.say({ type: "auth", ...signed });
  await expectDismissed(eager, "format", 4400);

  const { client } = await challenge(server, room.roomId);
  client.say({ type: "request", version: 1, roomId: room.roomId });
  await expectDismissed(client, "format", 4400);

  const messages = [
    { type: "create", list },
    { type: "auth", ...signed },
    { type: "knock", ...peer, box: "AAAA" },
  ] as const;
  for (const [index, message] of messages.entries()) {
    const seat = await enter(server, room, guests[index]!);
    seat.client.say(message);
    await expectDismissed(seat.client, "format", 4400);
    expect(await host.client.next("peer-joined")).toMatchObject({ type: "peer-joined" });
    expect(await host.client.next("peer-left")).toMatchObject({ reason: "left" });
  }
});

test("at the door only knocking is heard", async () => {
  const { room, list } = await makeOpenRoom(server);
  await enter(server, room, room.host, { list });
  const { client } = await knockOn(server, room, await makeSigningKey());
  await client.next("waiting");
  client.say({ type: "list", ...list });
  await expectDismissed(client, "format", 4400);
});

describe("binary frames", () => {
  const before: readonly [state: string, client: () => Promise<Client>][] = [
    ["before a request", () => connect(server)],
    ["before the answer", async () => (await challenge(server, roomId)).client],
    [
      "at the door",
      async () => {
        const { room, list } = await makeOpenRoom(server);
        await enter(server, room, room.host, { list });
        const { client } = await knockOn(server, room, await makeSigningKey());
        await client.next("waiting");
        return client;
      },
    ],
  ];
  test.each(before)("are refused %s", async (_state, make) => {
    const client = await make();
    client.socket.send(Buffer.alloc(100));
    await expectDismissed(client, "format", 4400);
  });

  test("are refused without a box that could be one", async () => {
    const { host } = await openedRoom(server);
    host.client.socket.send(Buffer.alloc(39));
    await expectDismissed(host.client, "format", 4400);
  });

  test("to nobody, to oneself after leaving, to another room: told, and the socket stays", async () => {
    const { room, host, guests } = await openedRoom(server);
    const elsewhere = await openedRoom(server);
    const guest = await enter(server, room, guests[0]!);
    await host.client.next("peer-joined");
    await guest.client.close();
    await host.client.next("peer-left");
    const absent = [
      guest.member.verified.peerId,
      elsewhere.host.member.verified.peerId,
      "AAAAAAAAAAAAAAAAAAAAAA",
    ];
    for (const peerId of absent) {
      host.client.relay(peerId, Buffer.alloc(24));
      expect(await host.client.next("error")).toMatchObject({ code: "peer-unknown", fatal: false });
    }
    host.client.relay(host.member.verified.peerId, Buffer.alloc(24, 1));
    expect((await host.client.nextFrame()).peerId).toBe(host.member.verified.peerId);
  });
});

test("a frame beyond the limit is refused with its own code, whether text or binary", async () => {
  const text = await connect(server);
  text.sayRaw("x".repeat(frameMaxBytes + 1));
  await expectDismissed(text, "size", 4413);
  const { host } = await openedRoom(server);
  host.client.socket.send(Buffer.alloc(frameMaxBytes + 1));
  await expectDismissed(host.client, "size", 4413);
});

test("a frame in very many fragments is refused", async () => {
  const client = await connect(server);
  client.socket.on("error", () => {});
  for (let sent = 0; sent < 100; sent += 1) client.socket.send("{", { fin: false });
  expect(await client.closed).not.toBe(1000);
});

test("more than a few messages before an answer end the socket", async () => {
  const { room, list } = await makeOpenRoom(server);
  const { client } = await challenge(server, room.roomId);
  for (let sent = 0; sent < 8; sent += 1) client.say({ type: "create", list });
  await expectDismissed(client, "rate", 4429);
});

test("the socket that sends a private key is told so, wherever the key is", async () => {
  const { room, host } = await openedRoom(server);
  const guest = await makeSigningKey();
  const { signed } = await makeMember(room, { identity: guest });
  const leaked = { ...signed, publicKey: { ...signed.publicKey, d: "A".repeat(43) } };

  const { client } = await challenge(server, room.roomId);
  client.sayRaw(JSON.stringify({ type: "resume", payload: "", signature: "", join: leaked }));
  await expectDismissed(client, "private-key", 4401);

  host.client.sayRaw(JSON.stringify({ ...signed, type: "list", by: leaked }));
  await expectDismissed(host.client, "private-key", 4401);
});

describe("the opening handshake", () => {
  const open = (path: string, protocol: string | undefined): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${server.url.replace("http", "ws")}${path}`, protocol);
      socket.once("unexpected-response", (_request, { statusCode }) => {
        resolve(statusCode ?? 0);
        socket.terminate();
      });
      socket.once("open", () => {
        resolve(101);
        socket.close();
      });
      socket.once("error", reject);
    });

  test("wants the subprotocol and the path", async () => {
    expect(await open("/ws", "latchkey.1")).toBe(101);
    expect(await open("/ws", undefined)).toBe(400);
    expect(await open("/ws", "latchkey.2")).toBe(400);
    expect(await open("/", "latchkey.1")).toBe(404);
    expect(await open("/ws/", "latchkey.1")).toBe(404);
    expect(await open("/ws?token=1", "latchkey.1")).toBe(404);
  });

  test("takes the subprotocol among others, and any origin", async () => {
    const socket = new WebSocket(
      `${server.url.replace("http", "ws")}/ws`,
      ["other", "latchkey.1"],
      { origin: "moz-extension://1b8ccb3f-7f62-4b0a-8ea0-6cb2a37b8f6f" },
    );
    await new Promise((resolve) => socket.once("open", resolve));
    expect(socket.protocol).toBe("latchkey.1");
    socket.close();
  });
});
