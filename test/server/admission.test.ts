import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toBase64 } from "../../protocol/base64.ts";
import type { ErrorCode } from "../../protocol/codes.ts";
import { buildJoin, type JoinStatement } from "../../protocol/join.ts";
import type { Signed } from "../../protocol/signed.ts";
import { signStatement } from "../../protocol/signed.ts";
import { namespaces } from "../../protocol/sshsig.ts";
import { createVerifier } from "../../server/verifier.ts";
import { joinFields, signJoin } from "../support/protocol/joins.ts";
import { listFields, nextFields, signList } from "../support/protocol/lists.ts";
import { makeRoom } from "../support/protocol/room-facts.ts";
import { makeSessionKeys } from "../support/protocol/session-keys.ts";
import { makeSigningKey, type SigningKey } from "../support/protocol/signing-key.ts";
import type { Client } from "../support/server/client.ts";
import { challenge, knockOn, makeOpenRoom, type OpenRoom } from "../support/server/enter.ts";
import { createManualClock, type ManualClock, passTime } from "../support/server/manual-clock.ts";
import { expectDismissed } from "../support/server/refused.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

let clock: ManualClock;
let server: TestServer;
let verified: number;
let guest: SigningKey;
let open: OpenRoom;

beforeEach(async () => {
  clock = createManualClock();
  verified = 0;
  const verify = createVerifier();
  server = await startServer({
    clock,
    limits: { joinsPerMinute: 1_000 },
    verify: (...signed) => {
      verified += 1;
      return verify(...signed);
    },
  });
  guest = await makeSigningKey();
  open = await makeOpenRoom(server, [guest], {}, clock.now());
  const { client } = await knockOn(server, open.room, open.room.host, { list: open.list });
  await client.next("joined");
  verified = 0;
});
afterEach(() => server.stop());

interface Answer {
  readonly identity?: SigningKey;
  /** Replaces fields of the statement. */
  readonly given?: Partial<JoinStatement>;
  /** Replaces the signed statement. */
  readonly sign?: (join: JoinStatement, signer: SigningKey) => Promise<unknown>;
  readonly before?: (client: Client) => unknown;
}

/** Asks for the room and answers as told. */
async function answer({ identity = guest, given = {}, sign = signJoin, before }: Answer) {
  const { client, given: challenged } = await challenge(server, open.room.roomId);
  const { nonce, issuedAtMs } = challenged;
  const session = await makeSessionKeys();
  const join = joinFields(open.room, identity, session, { nonce, issuedAtMs, ...given });
  await before?.(client);
  const signed = (await sign(join, identity)) as Signed;
  client.sayRaw(JSON.stringify({ ...signed, type: "auth" }));
  return { client, signed };
}

const hour = 3_600_000;
const other = "A".repeat(43);
const offCurve = `BA${"A".repeat(85)}`;

interface Case {
  readonly what: string;
  readonly answer: () => Answer | Promise<Answer>;
  readonly code: ErrorCode;
  readonly closeCode: number;
}

const cheap: readonly Case[] = [
  {
    what: "a statement that is not written the one accepted way",
    answer: () => ({
      sign: async (join, signer) => {
        const payload = buildJoin(join).replace("Powers: none", "Powers:  none");
        return signStatement(payload, namespaces.join, signer.key, signer.sign);
      },
    }),
    code: "format",
    closeCode: 4400,
  },
  {
    what: "a statement that is too long",
    answer: () => ({
      sign: async (join, signer) => ({
        ...(await signJoin(join, signer)),
        payload: "x".repeat(20_000),
      }),
    }),
    code: "size",
    closeCode: 4413,
  },
  {
    what: "another server",
    answer: () => ({ given: { server: "wss://elsewhere.example" } }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "another room",
    answer: () => ({ given: { room: other } }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "a room of another host",
    answer: () => ({ given: { host: guest.keyId } }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "another nonce",
    answer: () => ({ given: { nonce: other } }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "another time than the challenge's",
    answer: () => ({ given: { issuedAtMs: clock.now() + 1 } }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "a statement that expired meanwhile",
    answer: () => ({
      given: { expiresAtMs: clock.now() + 1_000 },
      before: () => clock.advance(1_000),
    }),
    code: "expired",
    closeCode: 4401,
  },
  {
    what: "a statement for longer than twelve hours",
    answer: () => ({ given: { expiresAtMs: clock.now() + 12 * hour + 1 } }),
    code: "expired",
    closeCode: 4401,
  },
  {
    what: "a session key off the curve",
    answer: () => ({ given: { sessionDh: offCurve } }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "a certificate fingerprint in lower case",
    answer: () => ({ given: { sessionDtls: `sha-256 ${"ab:".repeat(31)}ab` } }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "an envelope of another namespace",
    answer: () => ({
      sign: (join, signer) =>
        signStatement(buildJoin(join), namespaces.room, signer.key, signer.sign),
    }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "an envelope with trailing bytes",
    answer: () => ({
      sign: async (join, signer) => {
        const signed = await signJoin(join, signer);
        const bytes = Buffer.concat([Buffer.from(signed.signature, "base64"), Buffer.alloc(3)]);
        return { ...signed, signature: toBase64(bytes) };
      },
    }),
    code: "format",
    closeCode: 4400,
  },
  {
    what: "another public key than the envelope's",
    answer: async () => {
      const { jwk } = await makeSigningKey();
      return {
        sign: async (join, signer) => ({ ...(await signJoin(join, signer)), publicKey: jwk }),
      };
    },
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "a private key, whatever else there is",
    answer: () => ({
      sign: async (join, signer) => ({
        ...(await signJoin(join, signer)),
        publicKey: { ...signer.jwk, d: other },
        payload: 7,
      }),
    }),
    code: "private-key",
    closeCode: 4401,
  },
];

const signatures: readonly Case[] = [
  {
    what: "a signature over something else",
    answer: () => ({
      sign: async (join, signer) => {
        const { signature } = await signJoin({ ...join, nonce: other }, signer);
        return { ...(await signJoin(join, signer)), signature };
      },
    }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "a key that signs for another one",
    answer: async () => {
      const thief = await makeSigningKey();
      return { sign: (join) => signJoin(join, thief) };
    },
    code: "auth",
    closeCode: 4401,
  },
];

const byList: readonly Case[] = [
  {
    what: "powers that the list does not give",
    answer: () => ({ given: { powers: "admit" } }),
    code: "auth",
    closeCode: 4401,
  },
  {
    what: "a key that is denied",
    answer: async () => {
      await changeList({ allow: [], deny: [guest.keyId] });
      return {};
    },
    code: "denied",
    closeCode: 4403,
  },
  {
    what: "a key that is not listed, the door being closed",
    answer: async () => {
      await changeList({ allow: [], door: "closed" });
      return {};
    },
    code: "denied",
    closeCode: 4403,
  },
  {
    what: "a member, the room being locked",
    answer: async () => {
      await changeList({ locked: true });
      return {};
    },
    code: "locked",
    closeCode: 4403,
  },
  {
    what: "a member, the list having expired",
    answer: async () => {
      await changeList({ expiresAtMs: clock.now() + 30_000 });
      clock.advance(30_000);
      return {};
    },
    code: "expired",
    closeCode: 4401,
  },
];

/** The next version of the room's list, brought by a second session of the host's. */
async function changeList(given: Parameters<typeof nextFields>[1]): Promise<void> {
  const { client } = await knockOn(server, open.room, open.room.host);
  await client.next("joined");
  const next = await signList(await nextFields(open.list.payload, given), open.room.host);
  client.say({ type: "list", ...next });
  await client.next("list");
  await client.close();
  verified = 0;
}

describe("refuses before it asks for a signature to be verified", () => {
  test.each(cheap)("$what", async ({ answer: how, code, closeCode }) => {
    const { client } = await answer(await how());
    await expectDismissed(client, code, closeCode);
    expect(verified).toBe(0);
  });
});

describe("refuses by the signature", () => {
  test.each(signatures)("$what", async ({ answer: how, code, closeCode }) => {
    const { client } = await answer(await how());
    await expectDismissed(client, code, closeCode);
    expect(verified).toBe(1);
  });
});

describe("refuses by the list, and only once the signature holds", () => {
  test.each(byList)("$what", async ({ answer: how, code, closeCode }) => {
    const given = await how();
    verified = 0;
    const { client } = await answer(given);
    await expectDismissed(client, code, closeCode);
    expect(verified).toBe(1);
  });
});

test("cannot be asked who is on the list: without a good signature everybody hears the same", async () => {
  const denied = await makeSigningKey();
  await changeList({ door: "closed", deny: [denied.keyId] });
  const unlisted = await makeSigningKey();
  const said = [];
  for (const identity of [guest, denied, unlisted, open.room.host]) {
    const { client } = await answer({ identity, ...(await signatures[0]!.answer()) });
    said.push(await expectDismissed(client, "auth", 4401));
  }
  expect(new Set(said.map((error) => JSON.stringify(error))).size).toBe(1);
});

test("a challenge is used up by the first try, good or bad", async () => {
  const { client, given } = await challenge(server, open.room.roomId);
  const join = joinFields(open.room, guest, await makeSessionKeys(), {
    nonce: given.nonce,
    issuedAtMs: given.issuedAtMs,
  });
  const wrong = await signJoin({ ...join, server: "wss://elsewhere.example" }, guest);
  client.say({ type: "auth", ...wrong });
  client.say({ type: "auth", ...(await signJoin(join, guest)) });
  await expectDismissed(client, "auth", 4401);
  expect(client.unread()).toEqual([]);
});

test("a statement that was good once is no answer to another challenge", async () => {
  const { client, signed } = await answer({});
  await client.next("joined");
  const second = await challenge(server, open.room.roomId);
  second.client.say({ type: "auth", ...signed });
  await expectDismissed(second.client, "auth", 4401);
});

test("two answers at once give one place", async () => {
  const { client, given } = await challenge(server, open.room.roomId);
  const { nonce, issuedAtMs } = given;
  const join = joinFields(open.room, guest, await makeSessionKeys(), { nonce, issuedAtMs });
  const signed = await signJoin(join, guest);
  client.say({ type: "auth", ...signed });
  client.say({ type: "auth", ...signed });
  await client.next("joined");
  await expectDismissed(client, "format", 4400);
});

test("a challenge that is answered too late has expired, by the monotonic clock", async () => {
  const { client } = await answer({ before: (waiting) => passTime(clock, 299_000, [waiting]) });
  await client.next("joined");
  const late = await challenge(server, open.room.roomId);
  await passTime(clock, 300_000, [late.client]);
  clock.advance(1_000);
  await expectDismissed(late.client, "expired", 4408);
});

test("nobody joins a room that is not open, and a list of another room opens none", async () => {
  const elsewhere = await makeRoom({ server: server.origin });
  const first = await knockOn(server, elsewhere, elsewhere.host);
  await expectDismissed(first.client, "room-unknown", 4403);
  const second = await knockOn(server, elsewhere, elsewhere.host, { list: open.list });
  await expectDismissed(second.client, "list", 4401);
});

test("a room that is open is not created again", async () => {
  const { client } = await knockOn(server, open.room, guest, { list: open.list });
  await expectDismissed(client, "list", 4401);
});

test("a list signed by somebody else than its host opens no room", async () => {
  const room = await makeRoom({ server: server.origin });
  const list = await signList(listFields(room, { issuedAtMs: clock.now() }), guest);
  const { client } = await knockOn(server, room, room.host, { list });
  await expectDismissed(client, "list", 4401);
});

test("a list that has expired opens no room", async () => {
  const stale = await makeOpenRoom(server, [], {}, clock.now() - 25 * hour);
  const { client } = await knockOn(server, stale.room, stale.room.host, { list: stale.list });
  await expectDismissed(client, "expired", 4401);
});

test("where room creators are named, others open no room", async () => {
  const only = await startServer({ clock, roomCreators: new Set([guest.keyId]) });
  const refused = await makeOpenRoom(only, [], {}, clock.now());
  const { client } = await knockOn(only, refused.room, refused.room.host, { list: refused.list });
  await expectDismissed(client, "denied", 4403);
  const room = await makeRoom({ server: only.origin, host: guest });
  const list = await signList(listFields(room, { issuedAtMs: clock.now() }), guest);
  const seat = await knockOn(only, room, guest, { list });
  await seat.client.next("joined");
  await only.stop();
});

test("a challenge tells the host and the salt of a room, and nothing of its list", async () => {
  const { client, given } = await challenge(server, open.room.roomId);
  expect(given).toEqual({
    type: "challenge",
    roomId: open.room.roomId,
    issuedAtMs: clock.now(),
    nonce: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
    ttlMs: 300_000,
    room: { host: open.room.host.jwk, salt: open.room.salt },
  });
  await client.close();
  const unknown = await challenge(server, other);
  expect(unknown.given.room).toBeNull();
});

test("every challenge has a nonce of its own", async () => {
  const given = await Promise.all(
    Array.from({ length: 8 }, () => challenge(server, open.room.roomId)),
  );
  expect(new Set(given.map(({ given: { nonce } }) => nonce)).size).toBe(8);
});

/** So that the table cannot pass by refusing everything. */
test("lets in the same key with the same tools where nothing is wrong", async () => {
  const { client }: { client: Client } = await answer({});
  await client.next("joined");
});

test("without a public origin this machine's two names are as good; with one, it alone", async () => {
  const local = `ws://localhost:${server.port}`;
  const { client } = await answer({ given: { server: local } });
  await client.next("joined");
  const elsewhere = await startServer({ clock, publicOrigin: "wss://call.example.org" });
  const { room, list } = await makeOpenRoom(elsewhere, [], {}, clock.now());
  const good = await knockOn(elsewhere, room, room.host, { list });
  await good.client.next("joined");
  for (const name of [`ws://localhost:${elsewhere.port}`, `ws://127.0.0.1:${elsewhere.port}`]) {
    const bad = await knockOn(elsewhere, room, room.host, { given: { server: name } });
    await expectDismissed(bad.client, "auth", 4401);
  }
  await elsewhere.stop();
});
