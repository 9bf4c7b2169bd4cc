import type { Client, ConnectOptions } from "../client.ts";
import { connect } from "../client.ts";
import { challenge, enter, makeOpenRoom, openedRoom, resume } from "../enter.ts";
import type { TestServer } from "../start-server.ts";

/** What an actor is given. It runs until `isOver`, and then leaves nothing open. */
export interface Stage {
  readonly server: Pick<TestServer, "url" | "origin">;
  readonly random: () => number;
  /** Headers that make this actor a network of its own. */
  readonly from: ConnectOptions;
  readonly isOver: () => boolean;
  /** Something that must not happen has happened. */
  readonly fail: (what: string) => void;
  /** Something that should happen at least once has happened. */
  readonly saw: (what: string) => void;
}

export type Actor = (stage: Stage) => Promise<void>;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Two people who talk, and who must get every word, in order, from the right one. */
export const honest: Actor = async ({ server, random, from, isOver, fail, saw }) => {
  const { room, host, guests } = await openedRoom(server, 1, {}, Date.now(), from);
  const guest = await enter(server, room, guests[0]!, from);
  await host.client.next("peer-joined");
  const pair = [host, guest] as const;
  for (const { client } of pair) {
    void client.closed.then((code) => isOver() || fail(`an honest socket was closed with ${code}`));
  }
  for (let turn = 0; !isOver(); turn += 1) {
    const [from_, to] = turn % 2 === 0 ? pair : [guest, host];
    const words = Buffer.alloc(24 + Math.floor(random() * 3_000), turn % 251);
    words.writeUInt32BE(turn);
    from_.client.relay(to.member.verified.peerId, words);
    const { peerId, box } = await to.client.nextFrame();
    if (peerId !== from_.member.verified.peerId) fail("a frame came from somebody else");
    if (!words.equals(box)) fail("a frame was lost, changed or out of order");
    saw("an honest frame");
    await pause(25 + random() * 20);
  }
  await Promise.all(pair.map(({ client }) => client.close()));
};

/** Vanishes and comes back, again and again. */
export const restless: Actor = async ({ server, random, from, isOver, saw }) => {
  const { room, host, guests } = await openedRoom(server, 1, {}, Date.now(), from);
  const guest = await enter(server, room, guests[0]!, from);
  let { client } = guest;
  await host.client.next("peer-joined");
  while (!isOver()) {
    await pause(200 + random() * 400);
    client.socket.terminate();
    await host.client.next("peer-left");
    client = await resume(server, { room, member: guest.member }, from);
    await client.next("joined");
    await host.client.next("peer-joined");
    saw("a resume");
  }
  await Promise.all([client.close(), host.client.close()]);
};

const nonsense: readonly ((random: () => number) => string | Buffer)[] = [
  () => "{",
  () => "null",
  () => '{"type":"request"}',
  () => `{"type":"request","version":1,"roomId":"${"A".repeat(43)}"}`,
  () => `{"__proto__":{"type":"auth"},"type":"auth","payload":"x"}`,
  () => `{"type":"resume","join":{"publicKey":{"d":"${"A".repeat(43)}"}}}`,
  () => "[".repeat(5_000),
  () => "\u0000\uffff",
  (random) => Buffer.alloc(Math.floor(random() * 200), 7),
  (random) => `{"type":"list","payload":"${"x".repeat(random() * 50_000)}"}`,
];

/** Says what makes no sense, and is closed for it each time. */
export const malformed: Actor = async ({ server, random, from, isOver, saw }) => {
  while (!isOver()) {
    const client = await connect(server, from).catch(() => null);
    if (client === null) continue;
    for (let said = 0; said < 4; said += 1) {
      client.socket.send(nonsense[Math.floor(random() * nonsense.length)]!(random));
    }
    const code = await Promise.race([client.closed, pause(2_000)]);
    if (code !== undefined) saw(`nonsense closed with ${code}`);
    client.socket.terminate();
    await pause(random() * 60);
  }
};

/** Opens sockets and says nothing. */
export const silent: Actor = async ({ server, from, isOver, saw }) => {
  const clients: Client[] = [];
  for (let open = 0; open < 19; open += 1) clients.push(await connect(server, from));
  void Promise.race(clients.map(({ closed }) => closed)).then((code) => saw(`silence: ${code}`));
  while (!isOver()) await pause(100);
  for (const { socket } of clients) socket.terminate();
};

/** Sends more than a frame may hold, whole and in crumbs. */
export const oversized: Actor = async ({ server, random, from, isOver, saw }) => {
  while (!isOver()) {
    const client = await connect(server, from).catch(() => null);
    if (client === null) continue;
    if (random() < 0.5) client.socket.send(Buffer.alloc(200_000));
    else for (let part = 0; part < 300; part += 1) client.socket.send("x", { fin: false });
    saw(`oversized: ${await client.closed}`);
    await pause(random() * 100);
  }
};

/** Is sent to and does not read. */
export const slow: Actor = async ({ server, from, isOver, saw }) => {
  while (!isOver()) {
    const { room, host, guests } = await openedRoom(server, 1, {}, Date.now(), from);
    const guest = await enter(server, room, guests[0]!, from);
    guest.client.socket.pause();
    const box = Buffer.alloc(100_000);
    while (!isOver() && host.client.socket.readyState === 1) {
      host.client.relay(guest.member.verified.peerId, box);
      await pause(500);
    }
    guest.client.socket.terminate();
    await host.client.close();
    saw("a slow reader");
  }
};

/** Says ten times as much as it may, until it is closed, and begins again. */
export const flooding: Actor = async ({ server, from, isOver, saw }) => {
  while (!isOver()) {
    const { room, list } = await makeOpenRoom(server, [], {}, Date.now());
    const host = await enter(server, room, room.host, { list, ...from }).catch(() => null);
    if (host === null) {
      // Thirty joins a minute is all that an address has.
      await pause(200);
      continue;
    }
    const box = Buffer.alloc(1_000);
    while (!isOver() && host.client.socket.readyState === 1) {
      for (let sent = 0; sent < 30; sent += 1) {
        host.client.relay(host.member.verified.peerId, box);
        host.client.socket.ping();
      }
      await pause(50);
    }
    host.client.socket.terminate();
    saw(`a flood closed with ${await host.client.closed}`);
  }
};

/** Leaves at any moment of the way in. */
export const fickle: Actor = async ({ server, random, from, isOver, saw }) => {
  const { room, list } = await makeOpenRoom(server, [], {}, Date.now());
  while (!isOver()) {
    const moment = Math.floor(random() * 4);
    try {
      if (moment === 0) (await connect(server, from)).socket.terminate();
      else if (moment === 1) (await challenge(server, room.roomId, from)).client.socket.terminate();
      else {
        const { client } = await challenge(server, room.roomId, from);
        client.say({ type: "create", list });
        if (moment === 3) client.say({ type: "auth", ...list });
        await pause(random() * 10);
        client.socket.terminate();
      }
    } catch {
      // Refused for trying too often: that is as it should be.
    }
    saw(`left at ${moment}`);
    await pause(random() * 80);
  }
};
