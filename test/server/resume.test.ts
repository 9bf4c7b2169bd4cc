import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { concat } from "../../protocol/bytes.ts";
import { buildResume, type ResumeStatement } from "../../protocol/resume.ts";
import { type Signed, signStatement } from "../../protocol/signed.ts";
import { decodeSshSignature, encodeSshSignature, namespaces } from "../../protocol/sshsig.ts";
import { createVerifier } from "../../server/verifier.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import { nextFields, signList } from "../support/protocol/lists.ts";
import type { SigningKey } from "../support/protocol/signing-key.ts";
import { challenge, enter, openedRoom, resume } from "../support/server/enter.ts";
import { createManualClock, type ManualClock, passTime } from "../support/server/manual-clock.ts";
import { expectDismissed, expectRemoved } from "../support/server/refused.ts";
import { startServer, type TestServer } from "../support/server/start-server.ts";

const hour = 3_600_000;

let clock: ManualClock;
let server: TestServer;
let opened: Awaited<ReturnType<typeof openedRoom>>;
let guest: Awaited<ReturnType<typeof enter>>;

beforeEach(async () => {
  clock = createManualClock();
  server = await startServer({ clock, limits: { joinsPerMinute: 1_000 } });
  opened = await openedRoom(server, 3, {}, clock.now());
  guest = await enter(server, opened.room, opened.guests[0]!);
  await opened.host.client.next("peer-joined");
});
afterEach(() => server.stop());

const peerId = (member: Member): string => member.verified.peerId;

test("whoever vanishes is away, and back under the same id after a resume", async () => {
  const { host, room, list } = opened;
  guest.client.socket.terminate();
  expect(await host.client.next("peer-left")).toMatchObject({
    peerId: peerId(guest.member),
    reason: "away",
  });
  const again = await resume(server, { room, member: guest.member });
  const joined = await again.next("joined");
  expect(joined.peerId).toBe(peerId(guest.member));
  expect(joined.list).toEqual(list);
  expect(joined.peers).toEqual([host.member.peer]);
  expect(await host.client.next("peer-joined")).toEqual({
    type: "peer-joined",
    ...guest.member.peer,
  });
  again.relay(peerId(host.member), Buffer.alloc(30, 7));
  expect((await host.client.nextFrame()).peerId).toBe(peerId(guest.member));
});

test("while someone is away nothing is relayed to them, and newcomers do not see them", async () => {
  const { host, room } = opened;
  guest.client.socket.terminate();
  await host.client.next("peer-left");
  host.client.relay(peerId(guest.member), Buffer.alloc(30));
  expect(await host.client.next("error")).toMatchObject({ code: "peer-unknown" });
  const third = await enter(server, room, opened.guests[1]!);
  expect(third.joined.peers).toEqual([host.member.peer]);
});

test("after a minute away somebody is gone, and can still come back by resuming", async () => {
  const { host, room } = opened;
  guest.client.socket.terminate();
  await host.client.next("peer-left");
  await passTime(clock, 61_000, [host.client]);
  expect(await host.client.next("peer-left")).toMatchObject({
    peerId: peerId(guest.member),
    reason: "lost",
  });
  const again = await resume(server, { room, member: guest.member });
  await again.next("joined");
});

test("a goodbye is a goodbye: nobody waits", async () => {
  await guest.client.close(1000);
  expect(await opened.host.client.next("peer-left")).toMatchObject({ reason: "left" });
});

test("a newer socket of a session replaces the older one", async () => {
  const { host, room } = opened;
  const again = await resume(server, { room, member: guest.member });
  await again.next("joined");
  await expectDismissed(guest.client, "stale", 4409);
  expect(await host.client.next("peer-joined")).toMatchObject({ peerId: peerId(guest.member) });
  // The end of the old socket is not the end of the session.
  host.client.relay(peerId(guest.member), Buffer.alloc(30, 3));
  expect((await again.nextFrame()).peerId).toBe(peerId(host.member));
  await host.client.roundTrip();
  expect(host.client.unread()).toEqual([]);
});

describe("after a restart", () => {
  let restarted: TestServer;
  beforeEach(async () => {
    // The same origin, as behind a proxy; the room and every session are forgotten.
    restarted = await startServer({ clock, publicOrigin: server.origin });
  });
  afterEach(() => restarted.stop());

  test("a member brings the room again, and everybody resumes", async () => {
    const { host, room, list } = opened;
    const first = await resume(restarted, { room, member: guest.member, list });
    expect((await first.next("joined")).peers).toEqual([]);
    const second = await resume(restarted, { room, member: host.member });
    expect((await second.next("joined")).peers).toEqual([guest.member.peer]);
    await first.next("peer-joined");
  });

  test("two bring the room, since neither was there when they asked: it stays one room", async () => {
    const { host, room, list } = opened;
    const one = await challenge(restarted, room.roomId);
    const two = await challenge(restarted, room.roomId);
    one.client.say({ type: "create", list });
    one.client.say({ type: "resume", ...(await resumption(guest.member, one.given)) });
    await one.client.next("joined");
    two.client.say({ type: "create", list });
    two.client.say({ type: "resume", ...(await resumption(host.member, two.given)) });
    expect((await two.client.next("joined")).peers).toEqual([guest.member.peer]);
    await one.client.next("peer-joined");
  });

  test("the newest list that anybody brings holds", async () => {
    const { host, room, list, guests } = opened;
    const newer = await signList(
      await nextFields(list.payload, { allow: [{ key: guests[0]!.keyId, role: "member" }] }),
      room.host,
    );
    clock.advance(2_000);
    // Somebody with an old list is first.
    const first = await resume(restarted, { room, member: guest.member, list });
    await first.next("joined");
    const second = await resume(restarted, { room, member: host.member });
    expect((await second.next("joined")).list).toEqual(list);
    second.say({ type: "list", ...newer });
    expect(await second.next("list")).toEqual({ type: "list", ...newer });
    await first.next("peer-joined");
    expect(await first.next("list")).toEqual({ type: "list", ...newer });
  });
});

describe("a locked room", () => {
  async function lock(): Promise<void> {
    const { host, list, room } = opened;
    clock.advance(2_000);
    const fields = await nextFields(list.payload, { locked: true, issuedAtMs: clock.now() });
    host.client.say({ type: "list", ...(await signList(fields, room.host)) });
    await host.client.next("list");
    await guest.client.next("list");
    clock.advance(1_000);
  }

  test("lets back in who was there before", async () => {
    await lock();
    guest.client.socket.terminate();
    const again = await resume(server, { room: opened.room, member: guest.member });
    await again.next("joined");
  });

  test("lets nobody in who makes up a session for it", async () => {
    await lock();
    const { room, guests, host } = opened;
    await passTime(clock, 301_000, [host.client, guest.client]);
    const identity = guests[1]!;
    const late = await makeMember(room, { identity }, { issuedAtMs: clock.now() });
    await expectDismissed(await resume(server, { room, member: late }), "locked", 4403);
  });
});

test("a removed key does not come back by resuming", async () => {
  const { host, list, room } = opened;
  const fields = await nextFields(list.payload, { allow: [], door: "closed" });
  clock.advance(2_000);
  const next = await signList(fields, room.host);
  host.client.say({ type: "list", ...next });
  await expectRemoved(guest.client, next);
  await expectDismissed(await resume(server, { room, member: guest.member }), "denied", 4403);
});

test("a session can be resumed once its statement has expired no more", async () => {
  const { host, room, guests } = opened;
  const identity = guests[1]!;
  const brief = await enter(server, room, identity, {
    given: { expiresAtMs: clock.now() + 30_000 },
  });
  brief.client.socket.terminate();
  await passTime(clock, 30_000, [host.client]);
  await expectDismissed(await resume(server, { room, member: brief.member }), "expired", 4401);
});

test("a statement from the future cannot be resumed: it would hold for too long", async () => {
  const { room, guests } = opened;
  const ahead = await makeMember(
    room,
    { identity: guests[1]! },
    { issuedAtMs: clock.now() + 24 * hour },
  );
  await expectDismissed(await resume(server, { room, member: ahead }), "auth", 4401);
});

/** What `resume` says, with fields replaced or another signer. */
async function resumption(
  member: Member,
  given: { readonly nonce: string; readonly issuedAtMs: number },
  replaced: Partial<ResumeStatement> = {},
  signer: SigningKey = member.session.sign,
) {
  const statement = buildResume({
    server: server.origin,
    room: opened.room.roomId,
    session: member.verified.session,
    nonce: given.nonce,
    issuedAtMs: given.issuedAtMs,
    ...replaced,
  });
  const signed = await signStatement(statement, namespaces.resume, signer.key, signer.sign);
  return { payload: signed.payload, signature: signed.signature, join: member.signed };
}

describe("a session that is still known here", () => {
  let verified: number;
  let tries = 0;
  let counting: TestServer;
  let known: Awaited<ReturnType<typeof openedRoom>>;
  beforeEach(async () => {
    const verify = createVerifier();
    counting = await startServer({
      clock,
      limits: { joinsPerMinute: 1_000, unauthenticatedPerAddress: 1_000, socketsPerAddress: 1_000 },
      verify: (...signed) => {
        verified += 1;
        return verify(...signed);
      },
    });
    known = await openedRoom(counting, 1, {}, clock.now());
    verified = 0;
  });
  afterEach(() => counting.stop());

  /** Resumes the host's session with `join` in place of its statement. */
  async function resumeWith(join: Signed) {
    const { member } = known.host;
    verified = 0;
    tries += 1;
    // From elsewhere each time: an address that fails too often is no longer heard.
    const localAddress = `127.0.1.${tries}`;
    const said = { room: known.room, member: { ...member, signed: join } };
    return resume(counting, said, { localAddress });
  }

  test("is not verified a second time, only that its key signs", async () => {
    await (await resumeWith(known.host.member.signed)).next("joined");
    expect(verified).toBe(1);
  });

  test("is known only by every byte of its statement, its signature and its key", async () => {
    const { signed } = known.host.member;
    const envelope = Buffer.from(signed.signature, "base64");
    for (let at = 0; at < envelope.length; at += 3) {
      const spoiled = Buffer.from(envelope);
      spoiled[at]! ^= 1 << (at % 8);
      const join = { ...signed, signature: spoiled.toString("base64") };
      expect(await (await resumeWith(join)).closed, `byte ${at}`).not.toBe(1000);
    }
    const other = known.guests[0]!;
    for (const join of [
      { ...signed, publicKey: other.jwk },
      { ...signed, payload: signed.payload.replace("Powers: none", "Powers: admit") },
      { ...signed, payload: signed.payload.replace("Powers: admit", "Powers: none") },
    ]) {
      if (join.payload === signed.payload && join.publicKey === signed.publicKey) continue;
      expect([4400, 4401]).toContain(await (await resumeWith(join)).closed);
    }
    // Still there, and still known.
    await (await resumeWith(signed)).next("joined");
    expect(verified).toBe(1);
  });

  test("is verified anew with a signature that holds but is another", async () => {
    const { signed } = known.host.member;
    const parts = decodeSshSignature(signed.signature);
    const signature = encodeSshSignature({ ...parts, signature: malleated(parts.signature) });
    await (await resumeWith({ ...signed, signature })).next("joined");
    expect(verified).toBe(2);
  });
});

/** (r, n - s), which verifies as (r, s) does. */
function malleated(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString("hex")}`);
  const other = Buffer.from((order - s).toString(16).padStart(64, "0"), "hex");
  return concat(signature.subarray(0, 32), other);
}

describe("refuses to resume", () => {
  const other = "A".repeat(43);
  const cases: readonly [what: string, replaced: Partial<ResumeStatement>][] = [
    ["for another server", { server: "wss://elsewhere.example" }],
    ["for another room", { room: other }],
    ["with another nonce", { nonce: other }],
    ["with another time", { issuedAtMs: 0 }],
    ["another session than the one that signs", { session: other }],
  ];
  test.each(cases)("%s", async (_what, replaced) => {
    const { client, given } = await challenge(server, opened.room.roomId);
    client.say({ type: "resume", ...(await resumption(guest.member, given, replaced)) });
    await expectDismissed(client, "auth", 4401);
  });

  test("with the identity key in place of the session's", async () => {
    const { client, given } = await challenge(server, opened.room.roomId);
    const said = await resumption(guest.member, given, {}, guest.member.identity);
    client.say({ type: "resume", ...said });
    await expectDismissed(client, "auth", 4401);
  });

  test("with a session that somebody else has signed", async () => {
    const { room, host, guests } = opened;
    const forged = await makeMember(room, { identity: guests[1]! });
    const { client, given } = await challenge(server, room.roomId);
    const said = await resumption(forged, given);
    const { signature } = host.member.signed;
    client.say({ type: "resume", ...said, join: { ...said.join, signature } });
    await expectDismissed(client, "auth", 4401);
  });
});
