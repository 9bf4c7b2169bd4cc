import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toBase64, toBase64url } from "../../protocol/base64.ts";
import { randomBytes } from "../../protocol/bytes.ts";
import type { ErrorCode } from "../../protocol/codes.ts";
import type { JoinStatement } from "../../protocol/join.ts";
import type { Signed } from "../../protocol/signed.ts";
import { joinFields, signJoin } from "../support/protocol/joins.ts";
import { makeSessionKeys } from "../support/protocol/session-keys.ts";
import { makeSigningKey, type SigningKey } from "../support/protocol/signing-key.ts";
import { withLine } from "../support/protocol/text-changes.ts";
import type { Client } from "../support/server/client.ts";
import {
  challenge,
  enter,
  knockOn,
  openedRoom,
  type OpenRoom,
  type Seat,
} from "../support/server/enter.ts";
import { expectDismissed } from "../support/server/refused.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

/** Malicious clients, whose keys are theirs alone, against the server as it is run. */

let server: TestServer;
let open: OpenRoom & { readonly host: Seat; readonly guests: readonly SigningKey[] };
let guest: SigningKey;

beforeEach(async () => {
  server = await startServer({ logLevel: "debug" });
  open = await openedRoom(server, 1);
  guest = open.guests[0]!;
});
afterEach(() => server.stop());

test("control: a statement for this challenge is let in", async () => {
  await enter(server, open.room, guest);
  expect(await open.host.client.next("peer-joined")).toBeDefined();
});

describe("a statement that is good somewhere else or at another time", () => {
  test("the same one a second time, on another socket", async () => {
    const { member } = await enter(server, open.room, guest);
    const { client } = await challenge(server, open.room.roomId);
    client.say({ type: "auth", ...member.signed });
    await refused(client, "auth", "signed for another challenge");
  });

  test.each([
    ["another challenge", { nonce: toBase64url(randomBytes(32)) }, "auth"],
    ["another server", { server: "wss://other.example.org" }, "auth"],
    ["another room", { room: toBase64url(randomBytes(32)) }, "auth"],
    ["a room of another host", { host: `SHA256:${"A".repeat(43)}` }, "auth"],
    ["an hour ago", shifted(-3_600_000), "auth"],
    ["the hour to come", shifted(3_600_000), "auth"],
    ["powers that the list does not give", { powers: "admit" }, "auth"],
  ] as const satisfies readonly (readonly [string, Partial<JoinStatement>, ErrorCode])[])(
    "for %s",
    async (_, given, code) => {
      const { client } = await knockOn(server, open.room, guest, { given });
      await refused(client, code);
    },
  );
});

describe("a list of who may enter, asked of the server", () => {
  test("is told to nobody who holds only the room's id", async () => {
    const { given } = await challenge(server, open.room.roomId);
    expect(Object.keys(given.room ?? {}).toSorted()).toEqual(["host", "salt"]);
  });

  test("cannot be probed: without the key, a listed name and any other hear the same", async () => {
    const stranger = await makeSigningKey();
    const heard = await Promise.all(
      [guest, open.room.host, await makeSigningKey()].map(async (named) => {
        const client = await answered(named, (join) => signJoin(join, stranger));
        const { code, message } = await client.next("error");
        return { code, message, closed: await client.closed };
      }),
    );
    expect(heard).toEqual([heard[0], heard[0], heard[0]]);
    expect(heard[0]).toMatchObject({ code: "auth", closed: 4401 });
  });
});

describe("a bad key", () => {
  test("a private one is told of, and kept out of the log", async () => {
    const d = toBase64url(randomBytes(32));
    const client = await answered(guest, async (join) => {
      const signed = await signJoin(join, guest);
      return { ...signed, publicKey: { ...signed.publicKey, d } };
    });
    await refused(client, "private-key", "this is a private key: discard it, it was sent");
    expect(server.logged()).toContain("private-key");
    expect(server.logged()).not.toContain(d);
  });

  const points: readonly (readonly [string, (point: Uint8Array) => Uint8Array, ErrorCode])[] = [
    ["off the curve", (point) => point.with(64, point[64]! ^ 1), "auth"],
    ["at infinity", () => new Uint8Array(65), "auth"],
    ["compressed", (point) => point.slice(0, 33).with(0, 2 + (point[64]! & 1)), "format"],
    ["beyond the field", () => new Uint8Array(65).fill(255).with(0, 4), "auth"],
  ];
  test.each(points)("a DH key %s", async (_, change, code) => {
    const client = await answered(guest, async (join) => {
      const point = change(new Uint8Array(Buffer.from(join.sessionDh, "base64url")));
      const signed = await signJoin(join, guest);
      return { ...signed, payload: withLine(signed.payload, "Session DH", toBase64url(point)) };
    });
    await refused(client, code);
  });
});

describe("floods", () => {
  test("guessing rooms tells nothing, and ends after thirty tries a minute", async () => {
    const heard: string[] = [];
    while (heard.at(-1) !== "rate" && heard.length < 60) {
      const room = { ...open.room, roomId: toBase64url(randomBytes(32)) };
      const { client } = await knockOn(server, room, guest);
      heard.push((await client.next("error")).code);
      await client.closed;
    }
    expect(heard.at(-1)).toBe("rate");
    expect(new Set(heard.slice(0, -1))).toEqual(new Set(["room-unknown"]));
  });

  test("after ten wrong proofs the next challenge has to be waited for", async () => {
    const stranger = await makeSigningKey();
    for (let count = 0; count < 11; count += 1) {
      await refused(await answered(guest, (join) => signJoin(join, stranger)), "auth");
    }
    await expect(challenge(server, open.room.roomId)).rejects.toThrow(/"code":"rate".*retryAfter/);
  });

  test("sockets that prove nothing are twenty an address", async () => {
    const sockets = [];
    for (let count = 0; count < 20; count += 1) {
      sockets.push(await challenge(server, open.room.roomId));
    }
    await expect(challenge(server, open.room.roomId)).rejects.toThrow('"code":"rate"');
    await Promise.all(sockets.map((socket) => socket.client.close()));
  });

  test("an address knocks once a minute, a room hears five", async () => {
    const hostId = open.host.member.verified.peerId;
    const knockFrom = async (localAddress: string): Promise<Client> => {
      const { client, member } = await knockOn(server, open.room, await makeSigningKey(), {
        localAddress,
      });
      await client.next("waiting");
      const box = toBase64(randomBytes(64));
      client.say({ type: "knock", peerId: hostId, ...member.signed, box });
      return client;
    };
    const first = await knockFrom("127.0.0.2");
    const again = await knockFrom("127.0.0.2");
    expect(await again.next("error")).toMatchObject({ code: "rate" });
    for (const last of [3, 4, 5, 6]) await knockFrom(`127.0.0.${last}`);
    const sixth = await knockFrom("127.0.0.7");
    expect(await sixth.next("error")).toMatchObject({ code: "rate" });
    for (let count = 0; count < 5; count += 1) await open.host.client.next("knock");
    expect(open.host.client.unread()).toEqual([]);
    expect(first.unread()).toEqual([]);
  });
});

function shifted(byMs: number): Partial<JoinStatement> {
  const issuedAtMs = Date.now() + byMs;
  return { issuedAtMs, expiresAtMs: issuedAtMs + 3_600_000 };
}

/** Asks for the room and answers in the name of `identity` with whatever `sign` makes. */
async function answered(
  identity: SigningKey,
  sign: (join: JoinStatement) => Promise<Signed>,
): Promise<Client> {
  const { client, given } = await challenge(server, open.room.roomId);
  const { nonce, issuedAtMs } = given;
  const session = await makeSessionKeys();
  const join = joinFields(open.room, identity, session, { nonce, issuedAtMs });
  client.say({ type: "auth", ...(await sign(join)) });
  return client;
}

async function refused(client: Client, code: ErrorCode, message?: string): Promise<void> {
  const closeCode = code === "format" ? 4400 : 4401;
  const error = await expectDismissed(client, code, closeCode);
  if (message !== undefined) expect(error.message).toBe(message);
}
