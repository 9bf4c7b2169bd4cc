import { beforeAll, describe, expect, test } from "vitest";
import { clockSkewMs } from "../../protocol/limits.ts";
import { parseSignedList, type SignedList, verifyList } from "../../protocol/signed-list.ts";
import type { Signed } from "../../protocol/signed.ts";
import { keyIdOf } from "../support/protocol/key-ids.ts";
import { joinFields, makeMember, type Member, signJoin } from "../support/protocol/joins.ts";
import { listFields, nextFields, signList, signListBySession } from "../support/protocol/lists.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { makeRoom, type Room, testTimeMs } from "../support/protocol/room-facts.ts";
import { makeSigningKey, privateJwkOfSecret } from "../support/protocol/signing-key.ts";
import { vectors } from "../support/protocol/vectors.ts";

let room: Room;
let hostSession: Member;
let cohost: Member;
let member: Member;
let first: Signed;

beforeAll(async () => {
  room = await makeRoom();
  hostSession = await makeMember(room, { identity: room.host });
  cohost = await makeMember(room, {}, { powers: "admit" });
  member = await makeMember(room, {}, { powers: "admit" });
  const allow = [
    { key: cohost.identity.keyId, role: "cohost" as const },
    { key: member.identity.keyId, role: "member" as const },
  ];
  first = await signList(listFields(room, { allow }), room.host);
});

const verify = (list: SignedList): Promise<unknown> => verifyList(list, room.roomId);

/** The second version, signed by a session, with what a case changes in it. */
async function second(by: Member, change: object = {}): Promise<SignedList> {
  return signListBySession(await nextFields(first.payload, change), by, first);
}

describe("who may sign a list", () => {
  test("the host's identity key: version 1, and any later one", async () => {
    expect(await verify(first)).toMatchObject({ signedBy: { as: "host" }, anchor: null });
    const later = await signList(await nextFields(first.payload), room.host);
    expect(await verify(later)).toMatchObject({ signedBy: { as: "host" }, anchor: null });
  });

  test("a session of the host's", async () => {
    expect(await verify(await second(hostSession))).toMatchObject({
      signedBy: { as: "session", key: room.host.keyId },
      anchor: { list: { version: 1 } },
    });
  });

  test("a session of somebody whom the host made a cohost", async () => {
    expect(await verify(await second(cohost))).toMatchObject({
      signedBy: { as: "session", key: cohost.identity.keyId },
    });
  });

  test("no member's session, whatever powers it claims", async () => {
    const list = await second(member);
    await expectRefusal(() => verify(list), "powers", "list");
  });

  test("no cohost's identity key: only sessions change lists for them", async () => {
    const list = await signList(await nextFields(first.payload), cohost.identity);
    await expectRefusal(() => verify(list), "signature", "list");
  });

  test("nobody else", async () => {
    const stranger = await makeSigningKey();
    const list = await signList(await nextFields(first.payload), stranger);
    await expectRefusal(() => verify(list), "signature", "list");
    const claims = { ...list, by: cohost.signed, anchor: first };
    await expectRefusal(() => verify(claims), "session-keys", "list");
  });

  test("nobody who writes themselves into the list as host", async () => {
    const thief = await makeSigningKey();
    const list = await signList({ ...listFields(room), host: thief.keyId }, thief);
    await expectRefusal(() => verify(list), "room", "list");
  });

  test("nobody who writes themselves into the list as cohost", async () => {
    const rogue = await makeMember(room, {}, { powers: "admit" });
    const allow = [{ key: rogue.identity.keyId, role: "cohost" }];
    const list = await second(rogue, { allow });
    await expectRefusal(() => verify(list), "powers", "list");
  });
});

describe("a list belongs to one room", () => {
  test("by its Room line, its host and its salt", async () => {
    const other = await makeRoom({ host: room.host });
    const lists = [
      listFields(other),
      { ...listFields(room), salt: other.salt },
      { ...listFields(other), room: room.roomId },
      { ...listFields(room), host: keyIdOf(1) },
    ];
    for (const fields of lists) {
      const list = await signList(fields, room.host);
      await expectRefusal(() => verify(list), "room", "list");
    }
  });
});

describe("the session that signed", () => {
  test("sends its join statement along", async () => {
    const { by: _, ...without } = await second(cohost);
    await expectRefusal(() => verify(without), "signature", "list");
  });

  test("is the one its join statement certifies", async () => {
    const list = await second(cohost);
    const another = await makeMember(room, { identity: cohost.identity }, { powers: "admit" });
    await expectRefusal(() => verify({ ...list, by: another.signed }), "session-keys", "list");
  });

  test("has the power to admit", async () => {
    const { identity, session } = cohost;
    const powerless = await makeMember(room, { identity, session }, { powers: "none" });
    const list = await second(powerless);
    await expectRefusal(() => verify(list), "powers", "list");
  });

  test("joined this room, of this host", async () => {
    const { identity, session } = cohost;
    const other = await makeRoom();
    for (const given of [{ room: other.roomId }, { host: other.host.keyId }]) {
      const elsewhere = await makeMember(
        room,
        { identity, session },
        { powers: "admit", ...given },
      );
      const list = await second(elsewhere);
      await expectRefusal(() => verify(list), "room", "list");
    }
  });

  test("is signed for by the key it names", async () => {
    const { session } = cohost;
    const forged = joinFields(room, cohost.identity, session, { powers: "admit" });
    const byMember = await signJoin(forged, member.identity);
    const list = await second(cohost);
    await expectRefusal(() => verify({ ...list, by: byMember }), "key", "list");
    const changed = { ...cohost.signed, payload: cohost.signed.payload.replace("admit", "none") };
    await expectRefusal(() => verify({ ...list, by: changed }), "powers", "list");
    const later = new Date(testTimeMs + 1).toISOString();
    const shifted = cohost.signed.payload.replace(new Date(testTimeMs).toISOString(), later);
    const resigned = { ...list, by: { ...cohost.signed, payload: shifted } };
    await expectRefusal(() => verify(resigned), "signature", "auth");
  });

  test("was alive when it signed, by clocks that differ by up to five minutes", async () => {
    const { issuedAtMs, expiresAtMs } = cohost.join;
    const early = await signList(
      listFields(room, {
        allow: [{ key: cohost.identity.keyId, role: "cohost" }],
        issuedAtMs: issuedAtMs - 3_600_000,
      }),
      room.host,
    );
    const at = async (timeMs: number): Promise<SignedList> => {
      const fields = await nextFields(early.payload, { issuedAtMs: timeMs });
      return signListBySession(fields, cohost, early);
    };
    for (const timeMs of [issuedAtMs - clockSkewMs, expiresAtMs + clockSkewMs]) {
      expect(await verify(await at(timeMs))).toMatchObject({ signedBy: { as: "session" } });
    }
    for (const timeMs of [issuedAtMs - clockSkewMs - 1, expiresAtMs + clockSkewMs + 1]) {
      const list = await at(timeMs);
      await expectRefusal(() => verify(list), "time", "list");
    }
  });

  test("signed as a list, not for another purpose", async () => {
    const list = await second(cohost);
    const byList = await signList(listFields(room), cohost.identity);
    await expectRefusal(() => verify({ ...list, by: byList }), "encoding");
    const wrongPurpose = { ...cohost.signed, signature: byList.signature };
    await expectRefusal(() => verify({ ...list, by: wrongPurpose }), "namespace", "auth");
  });
});

describe("the version a session's list rests on", () => {
  test("is sent along, by cohosts and by the host's own session", async () => {
    for (const by of [cohost, hostSession]) {
      const { anchor: _, ...without } = await second(by);
      await expectRefusal(() => verify(without), "list", "list");
    }
  });

  test("is signed by the host's identity key", async () => {
    const list = await second(cohost);
    const allow = [{ key: cohost.identity.keyId, role: "cohost" as const }];
    const forged = await signList(listFields(room, { allow }), cohost.identity);
    await expectRefusal(() => verify({ ...list, anchor: forged }), "signature", "list");
    const bySession = await signList(listFields(room, { allow }), hostSession.session.sign);
    await expectRefusal(() => verify({ ...list, anchor: bySession }), "signature", "list");
  });

  test("is of this room", async () => {
    const other = await makeRoom({ host: room.host });
    const list = await second(cohost);
    const allow = [{ key: cohost.identity.keyId, role: "cohost" as const }];
    const elsewhere = await signList(listFields(other, { allow }), room.host);
    await expectRefusal(() => verify({ ...list, anchor: elsewhere }), "room", "list");
  });

  test("is a lower version, and not a later one in time", async () => {
    const list = await second(cohost);
    const { allow } = listFields(room, {
      allow: [{ key: cohost.identity.keyId, role: "cohost" }],
    });
    const same = await signList(await nextFields(first.payload, { allow }), room.host);
    await expectRefusal(() => verify({ ...list, anchor: same }), "list-version", "list");
    const later = { allow, issuedAtMs: testTimeMs + 60_000 };
    const future = await signList(listFields(room, later), room.host);
    await expectRefusal(() => verify({ ...list, anchor: future }), "list-version", "list");
  });

  test("names the cohost", async () => {
    const list = await second(cohost);
    const without = await signList(listFields(room), room.host);
    await expectRefusal(() => verify({ ...list, anchor: without }), "powers", "list");
    const demoted = listFields(room, { allow: [{ key: cohost.identity.keyId, role: "member" }] });
    const asMember = await signList(demoted, room.host);
    await expectRefusal(() => verify({ ...list, anchor: asMember }), "powers", "list");
  });
});

describe("reading a list from the wire", () => {
  test("keeps by and anchor where they are, and only their triples", async () => {
    const list = await second(cohost);
    const given = { ...list, more: 1, by: { ...list.by, more: 1 } };
    expect(parseSignedList(given)).toStrictEqual(list);
    expect(parseSignedList({ ...first, by: null, anchor: null })).toStrictEqual(first);
  });

  test("refuses what is too long or no triple", async () => {
    const list = await second(cohost);
    for (const broken of [
      { ...list, payload: "x".repeat(24_577) },
      { ...list, by: 5 },
      { ...list, by: { ...list.by, payload: "x".repeat(2_049) } },
      { ...list, anchor: "x" },
      { ...list, anchor: { ...list.anchor, payload: "x".repeat(24_577) } },
    ]) {
      await expectRefusal(() => parseSignedList(broken), "message", "format");
    }
  });

  test("tells of a private key wherever it is", async () => {
    const list = await second(cohost);
    const publicKey = privateJwkOfSecret(vectors.keys.aliceId.d);
    for (const broken of [
      { ...list, publicKey },
      { ...list, by: { ...list.by, publicKey } },
      { ...list, anchor: { ...list.anchor, publicKey } },
    ]) {
      await expectRefusal(() => parseSignedList(broken), "private-key", "private-key");
    }
  });
});
