import { beforeAll, describe, expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { randomBytes } from "../../protocol/bytes.ts";
import { sha256 } from "../../protocol/hash.ts";
import { clockSkewMs } from "../../protocol/limits.ts";
import { joinRelayFrame, peerIdOfHash, splitRelayFrame } from "../../protocol/peer-id.ts";
import {
  assertFreshSession,
  type CallFacts,
  verifyJoin,
  verifyPeer,
} from "../../protocol/peer-statement.ts";
import { signStatement } from "../../protocol/signed.ts";
import { namespaces } from "../../protocol/sshsig.ts";
import { joinFields, makeMember, type Member, signJoin } from "../support/protocol/joins.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { makeRoom, type Room, testTimeMs } from "../support/protocol/room-facts.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";

let room: Room;
let member: Member;
let call: CallFacts;

beforeAll(async () => {
  room = await makeRoom();
  member = await makeMember(room);
  call = { server: room.server, room: room.roomId, host: room.host.keyId };
});

describe("a join statement", () => {
  test("is known by its hash: session and peer id", async () => {
    const verified = await verifyJoin(member.signed);
    const hash = await sha256(member.signed.payload);
    expect(verified).toEqual({
      join: member.join,
      hash,
      session: toBase64url(hash),
      peerId: toBase64url(hash.slice(0, 16)),
      signed: member.signed,
    });
    expect(verified.peerId).toHaveLength(22);
  });

  test("is refused where another key signed than it names", async () => {
    const thief = await makeSigningKey();
    const signed = await signJoin(member.join, thief);
    await expectRefusal(() => verifyJoin(signed), "key", "auth");
  });

  test("is refused where it was signed for another purpose", async () => {
    const { payload } = member.signed;
    const { key, sign } = member.identity;
    const signed = await signStatement(payload, namespaces.confirm, key, sign);
    await expectRefusal(() => verifyJoin(signed), "namespace", "auth");
  });

  test("is refused where it is no join statement", async () => {
    const { key, sign } = member.identity;
    const signed = await signStatement("hello\n", namespaces.join, key, sign);
    await expectRefusal(() => verifyJoin(signed), "encoding", "format");
  });
});

describe("another participant", () => {
  test("is taken within the life of their statement, and five minutes on either side", async () => {
    const { issuedAtMs, expiresAtMs } = member.join;
    for (const nowMs of [issuedAtMs - clockSkewMs, issuedAtMs, expiresAtMs + clockSkewMs]) {
      const { join, hash, peerId } = await verifyPeer(member.peer, call, nowMs);
      expect({ join, hash, peerId }).toEqual({
        join: member.join,
        hash: member.verified.hash,
        peerId: member.peer.peerId,
      });
    }
    for (const nowMs of [issuedAtMs - clockSkewMs - 1, expiresAtMs + clockSkewMs + 1]) {
      await expectRefusal(() => verifyPeer(member.peer, call, nowMs), "time", "expired");
    }
  });

  test.each([
    ["for another server", { server: "wss://evil.example.org" }, "server"],
    ["for the same server by another port", { server: "wss://call.example.org:8443" }, "server"],
    ["for another room", { room: toBase64url(new Uint8Array(32)) }, "room"],
    ["for a room of another host", { host: `SHA256:${"A".repeat(43)}` }, "host"],
  ] as const)("is refused with a statement %s", async (_, change, check) => {
    const other = await makeMember(room, {}, change);
    await expectRefusal(() => verifyPeer(other.peer, call, testTimeMs), check, "auth");
  });

  test("is refused under an id that the server made up or took from another", async () => {
    const other = await makeMember(room);
    for (const peerId of [other.peer.peerId, toBase64url(randomBytes(16)), ""]) {
      const peer = { ...member.peer, peerId };
      await expectRefusal(() => verifyPeer(peer, call, testTimeMs), "key", "auth");
    }
  });

  test("is refused with somebody else's statement under a key of their own", async () => {
    const thief = await makeSigningKey();
    const peer = { ...member.peer, publicKey: thief.jwk };
    await expectRefusal(() => verifyPeer(peer, call, testTimeMs), "public-key", "auth");
  });
});

describe("session keys", () => {
  test("that are new are fresh", async () => {
    const other = await makeMember(room);
    assertFreshSession(member.join, []);
    assertFreshSession(member.join, [other.join]);
    const { identity } = member;
    const again = await makeMember(room, { identity });
    assertFreshSession(again.join, [member.join]);
  });

  test.each([
    ["a signing key", "sessionSign", "sessionSign"],
    ["a DH key", "sessionDh", "sessionDh"],
    ["a certificate", "sessionDtls", "sessionDtls"],
    ["a DH key as signing key", "sessionSign", "sessionDh"],
    ["a signing key as DH key", "sessionDh", "sessionSign"],
  ] as const)("of another are not: %s", async (_, mine, theirs) => {
    const eve = await makeSigningKey();
    const { session } = await makeMember(room);
    const fields = { ...joinFields(room, eve, session), [mine]: member.join[theirs] };
    const other = await makeMember(room);
    const roster = [other.join, member.join];
    await expectRefusal(() => assertFreshSession(fields, roster), "session-keys", "auth");
  });
});

describe("a relay frame", () => {
  test("is 16 bytes of peer id and a box", () => {
    const id = new Uint8Array(16).fill(7);
    const box = Uint8Array.from([1, 2, 3]);
    const frame = joinRelayFrame(id, box);
    expect(frame).toHaveLength(19);
    expect(splitRelayFrame(frame)).toEqual({ peerId: peerIdOfHash(id), box });
    expect(splitRelayFrame(Buffer.from(frame)).box).toEqual(Buffer.from(box));
  });

  test("without a box is refused", async () => {
    for (const length of [0, 1, 15, 16]) {
      await expectRefusal(() => splitRelayFrame(new Uint8Array(length)), "message", "format");
    }
  });
});
