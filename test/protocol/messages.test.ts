import { beforeAll, describe, expect, test } from "vitest";
import { toBase64, toBase64url } from "../../protocol/base64.ts";
import { errorCodes } from "../../protocol/codes.ts";
import { frameMaxBytes } from "../../protocol/limits.ts";
import {
  type ClientMessage,
  parseClientMessage,
  parseServerMessage,
  type ServerMessage,
  writeMessage,
} from "../../protocol/messages.ts";
import type { SignedList } from "../../protocol/signed-list.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import { listFields, nextFields, signList, signListBySession } from "../support/protocol/lists.ts";
import { expectRefusal, refusalOf } from "../support/protocol/refusal.ts";
import { makeRoom, type Room, testTimeMs } from "../support/protocol/room-facts.ts";
import { privateJwkOfSecret } from "../support/protocol/signing-key.ts";
import { vectors } from "../support/protocol/vectors.ts";

const privateJwk = privateJwkOfSecret(vectors.keys.aliceId.d);
const peerId = toBase64url(new Uint8Array(16).fill(7));
const box = toBase64(new Uint8Array(40).fill(9));
let room: Room;
let member: Member;
let list: SignedList;
let fromClient: Record<ClientMessage["type"], ClientMessage>;
let fromServer: Record<ServerMessage["type"], ServerMessage>;

beforeAll(async () => {
  room = await makeRoom();
  member = await makeMember(room, { identity: room.host });
  const first = await signList(listFields(room), room.host);
  list = await signListBySession(await nextFields(first.payload), member, first);
  const { payload, signature } = member.signed;
  fromClient = {
    request: { type: "request", version: 1, roomId: room.roomId },
    create: { type: "create", list },
    auth: { type: "auth", ...member.signed },
    resume: { type: "resume", payload, signature, join: member.signed },
    knock: { type: "knock", ...member.signed, peerId, box },
    list: { type: "list", ...list },
  };
  const iceServers = [
    { urls: ["stun:stun.example.org:3478"] },
    { urls: ["turns:turn.example.org:443?transport=tcp"], username: "1:x", credential: "y" },
  ];
  fromServer = {
    challenge: {
      type: "challenge",
      roomId: room.roomId,
      issuedAtMs: testTimeMs,
      nonce: member.join.nonce,
      ttlMs: 300_000,
      room: { host: room.host.jwk, salt: room.salt },
    },
    joined: {
      type: "joined",
      peerId,
      list,
      peers: [member.peer, member.peer],
      iceServers,
      resumeAfterMs: 60_000,
    },
    waiting: { type: "waiting", admins: [member.peer] },
    "peer-joined": { type: "peer-joined", ...member.peer },
    "peer-left": { type: "peer-left", peerId, reason: "away" },
    knock: { type: "knock", ...member.signed, peerId, box },
    list: { type: "list", ...list },
    "ice-servers": { type: "ice-servers", iceServers },
    error: { type: "error", code: "rate", message: "slower", fatal: false, retryAfterMs: 5_000 },
  };
});

const clientTypes = ["request", "create", "auth", "resume", "knock", "list"] as const;
const serverTypes = [
  "challenge",
  "joined",
  "waiting",
  "peer-joined",
  "peer-left",
  "knock",
  "list",
  "ice-servers",
  "error",
] as const;

type Json = Record<string, unknown>;
const jsonOf = (message: ClientMessage | ServerMessage): Json =>
  JSON.parse(writeMessage(message)) as Json;

describe.each([
  ["client", clientTypes, parseClientMessage, () => fromClient as Record<string, ClientMessage>],
  ["server", serverTypes, parseServerMessage, () => fromServer as Record<string, ServerMessage>],
] as const)("what a %s says", (_, types, parse, messages) => {
  test.each(types)("%s is read as it was written", (type) => {
    const message = messages()[type]!;
    expect(parse(writeMessage(message))).toStrictEqual(message);
  });

  test.each(types)("%s comes without fields that nobody knows", (type) => {
    const given = { ...jsonOf(messages()[type]!), constructor: 1, toString: 2, extra: { a: 1 } };
    expect(parse(JSON.stringify(given))).toStrictEqual(messages()[type]!);
  });

  test.each(types)("%s cannot reach a prototype", (type) => {
    const text = writeMessage(messages()[type]!).replace(
      "{",
      '{"__proto__":{"polluted":true},"prototype":{"polluted":true},',
    );
    const message = parse(text);
    expect(message).toStrictEqual(messages()[type]!);
    expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
    expect("polluted" in message).toBe(false);
    expect("polluted" in {}).toBe(false);
  });

  test.each(types)("%s does not take its fields from __proto__", async (type) => {
    const { type: _type, ...rest } = jsonOf(messages()[type]!);
    const text = `{"type":"${type}","__proto__":${JSON.stringify(rest)}}`;
    await refusalOf(() => parse(text));
  });

  test.each(types)(
    "%s is refused where a field lacks or is not what it should be",
    async (type) => {
      const whole = jsonOf(messages()[type]!);
      for (const field of Object.keys(whole)) {
        const isOptional = ["by", "anchor", "retryAfterMs"].includes(field);
        for (const value of isOptional ? wrong[field]! : [undefined, ...wrong[field]!]) {
          await refusalOf(() => parse(JSON.stringify({ ...whole, [field]: value })));
        }
      }
    },
  );

  test.each(types)(
    "%s with a private key in it is told of, whatever else is wrong",
    async (type) => {
      const whole = jsonOf(messages()[type]!);
      for (const path of pathsToKeys(whole)) {
        const text = JSON.stringify(withAt(whole, path, privateJwk));
        await expectRefusal(() => parse(text), "private-key", "private-key");
      }
      const stray = JSON.stringify({ ...whole, version: 99, payload: 5, debug: [privateJwk] });
      await expectRefusal(() => parse(stray), "private-key", "private-key");
    },
  );
});

const notIds = [5, null, {}, "", "A", "A".repeat(42), "A".repeat(44), `${"A".repeat(42)}B`];
const notPeerIds = [5, null, "", "A".repeat(21), `${"A".repeat(22)}==`, `${"A".repeat(21)}B`];
const notTriples = [5, null, "", [], {}, { payload: "x", signature: "y" }];
const notCounts = [-1, 1.5, "1", null, 1e300, [1], true];
const notPeers = [5, null, {}, [5], [null], [{}], [[]], Array.from({ length: 1_001 }, () => 0)];

/** For every field, values that must be refused. */
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  type: [5, null, "", "constructor", "__proto__", "toString", ["auth"], "Auth", "auth "],
  version: [0, 2, "1", null, 1.5, [1]],
  roomId: notIds,
  nonce: notIds,
  list: notTriples,
  join: notTriples,
  by: notTriples.filter((value) => value !== null),
  anchor: notTriples.filter((value) => value !== null),
  payload: [5, null, {}, [], "x".repeat(24_577)],
  signature: [5, null, {}, [], "x".repeat(2_049)],
  publicKey: [5, null, "", {}, [], { kty: "EC", crv: "P-256", x: "A", y: "A" }],
  peerId: notPeerIds,
  box: [5, null, {}, "!", "A", "AB==", "AAAA\n", "A".repeat(4_100)],
  issuedAt: [5, null, "", "now", "2026-08-28T10:00:00Z", "2026-02-30T10:00:00.000Z"],
  ttlMs: notCounts,
  resumeAfterMs: notCounts,
  retryAfterMs: notCounts,
  room: [5, "", [], {}, { salt: "A".repeat(22) }, { host: {}, salt: "A".repeat(22) }],
  peers: notPeers,
  admins: notPeers,
  iceServers: [
    5,
    null,
    {},
    [null],
    [{}],
    [{ urls: "stun:a.example" }],
    [{ urls: [5] }],
    [{ urls: ["http://a.example"] }],
    [{ urls: ["javascript:alert(1)"] }],
    [{ urls: ["stun:a.example b"] }],
    [{ urls: ["stun:"] }],
    [{ urls: ["turn:a.example"], username: "x" }],
    [{ urls: ["turn:a.example"], username: 5, credential: "x" }],
  ],
  reason: [5, null, "", "constructor", "gone", "Left"],
  code: [5, null, "", "constructor", "toString", "AUTH"],
  message: [5, null, {}, "x".repeat(4_097)],
  fatal: [0, 1, null, "true"],
};

function pathsToKeys(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "publicKey" || name === "host"
      ? [[...path, name]]
      : pathsToKeys(inner, [...path, name]),
  );
}

function withAt(value: unknown, path: readonly string[], at: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return at;
  const inner = (value as Json)[name];
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Json) };
  (copy as Json)[name] = withAt(inner, rest, at);
  return copy;
}

describe("either side", () => {
  const both = [
    ["client", parseClientMessage],
    ["server", parseServerMessage],
  ] as const;

  test.each(both)("refuses what the %s may not say", async (side, parse) => {
    const [mine, theirs] =
      side === "client" ? [clientTypes, serverTypes] : [serverTypes, clientTypes];
    const others = side === "client" ? fromServer : fromClient;
    for (const type of theirs.filter((name) => !(mine as readonly string[]).includes(name))) {
      const text = writeMessage((others as Record<string, ServerMessage | ClientMessage>)[type]!);
      await expectRefusal(() => parse(text), "message", "format");
    }
  });

  test.each(both)("refuses from the %s what is no JSON object", async (_, parse) => {
    const texts = [
      "",
      " ",
      "{",
      "nul",
      "null",
      "true",
      "5",
      '"auth"',
      "[]",
      "{}",
      "[{}]",
      "\ufeff{}",
    ];
    for (const text of [...texts, "{'type':'auth'}", '{"type":"auth",}', "[".repeat(100_000)]) {
      await expectRefusal(() => parse(text), "message", "format");
    }
  });

  test.each(both)(
    "refuses from the %s what is too long, before it reads any of it",
    async (_, parse) => {
      const request = writeMessage(fromClient.request);
      const padded = request + " ".repeat(frameMaxBytes + 1 - request.length);
      await expectRefusal(() => parse(padded), "size", "size");
      await expectRefusal(() => parse("[".repeat(frameMaxBytes + 1)), "size", "size");
    },
  );

  test.each(both)(
    "survives from the %s what is nested as deep as a frame allows",
    async (_, parse) => {
      const depth = frameMaxBytes / 2 - 32;
      const nested = `{"type":"list","x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
      await refusalOf(() => parse(nested));
    },
  );
});

test("a client of another version is told so by its own code", async () => {
  for (const version of [0, 2, "1", undefined]) {
    const text = JSON.stringify({ ...fromClient.request, version });
    await expectRefusal(() => parseClientMessage(text), "message", "version");
  }
});

test("a room that the server does not know is null, not absent", () => {
  const challenge = { ...fromServer.challenge, room: null } as ServerMessage;
  expect(parseServerMessage(writeMessage(challenge))).toStrictEqual(challenge);
});

test("every error code is read", () => {
  for (const code of errorCodes) {
    const error: ServerMessage = { type: "error", code, message: "", fatal: true };
    expect(parseServerMessage(writeMessage(error))).toStrictEqual(error);
  }
});
