import * as fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { toBase64 } from "../../protocol/base64.ts";
import { parseChannelMessage } from "../../protocol/channel-messages.ts";
import { ProtocolError } from "../../protocol/codes.ts";
import { parseKnockNote } from "../../protocol/knock.ts";
import { assertPoint } from "../../protocol/point.ts";
import { blobOfKey } from "../../protocol/public-key.ts";
import { keyOfBlob, parsePublicJwk } from "../../protocol/read-key.ts";
import { parseSignedList } from "../../protocol/signed-list.ts";
import { parseSigned } from "../../protocol/signed.ts";
import { parseSignal } from "../../protocol/signal-messages.ts";
import { sshString, uint32 } from "../../protocol/ssh-wire.ts";
import { unarmorSshSignature } from "../../protocol/sshsig.ts";
import { exactParsers, jsonParsers, readLink } from "../support/protocol/parsers.ts";
import { createStrictness } from "../support/protocol/strictness.ts";
import { pointOfSecret } from "../support/protocol/signing-key.ts";
import { vectors } from "../support/protocol/vectors.ts";

// Seconds of work; many more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

// Whatever comes: nothing but a ProtocolError is thrown, and what is accepted is canonical.
const { judge, tally } = createStrictness();
const numRuns = 2_500;

afterAll(() => {
  expect(tally.refused + tally.accepted).toBeGreaterThan(80_000);
});

/** Holds for every input: refused by a ProtocolError or accepted, whatever was made of it. */
function survives(act: () => unknown): void {
  try {
    act();
    tally.accepted += 1;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    tally.refused += 1;
  }
}

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 90 }),
  fc.string({
    unit: fc.constantFrom(..."A B C a b 0 1 - _ + / = : \n".split(" "), " "),
    maxLength: 90,
  }),
);

describe("any text", () => {
  test.each(Object.keys(exactParsers))("%s", (name) => {
    const rebuild = exactParsers[name]!;
    fc.assert(
      fc.property(anyText, (text) => judge(text, rebuild)),
      { numRuns },
    );
  });

  test("a link", () => {
    const { room, salt } = vectors.room;
    const parts = fc.array(
      fc
        .constantFrom(
          "https:",
          "http:",
          "//",
          "/",
          "call.example.org",
          ":443",
          "localhost",
          "r",
          room,
        )
        .chain((part) => fc.oneof({ weight: 5, arbitrary: fc.constant(part) }, anyText)),
      { maxLength: 9 },
    );
    const ends = fc.constantFrom("", `#k=${salt}`, `#k=${salt}&i=${salt}`, "?#", `#k=${salt}#`);
    fc.assert(
      fc.property(parts, ends, (texts, end) => judge(texts.join("") + end, readLink)),
      { numRuns },
    );
  });

  test("armor", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, isInArmor) => {
        const begin = "-----BEGIN SSH SIGNATURE-----\n";
        const armored = isInArmor ? `${begin}${text}\n-----END SSH SIGNATURE-----\n` : text;
        survives(() => unarmorSshSignature(armored));
      }),
      { numRuns },
    );
  });
});

describe("statements of honest lines, a little off", () => {
  test.each([
    ["join", vectors.joinAlice.statement],
    ["room", vectors.manifest.statement],
    ["confirm", vectors.confirmBob.statement],
  ])("%s", (name, text) => {
    const lines = text.split("\n");
    const line = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...lines) },
      { weight: 1, arbitrary: fc.constantFrom(...lines).map((found) => `${found} `) },
      { weight: 1, arbitrary: anyText },
    );
    const change = fc.record({
      at: fc.nat(lines.length - 1),
      remove: fc.nat(2),
      put: fc.array(line, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        let changed = lines;
        for (const { at, remove, put } of changes) changed = changed.toSpliced(at, remove, ...put);
        judge(changed.join("\n"), exactParsers[name]!);
      }),
      { numRuns },
    );
  });
});

const words = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text.trim().split(/\s+/));
const fieldNames = words(`
  type payload signature publicKey list by anchor join peerId box roomId version nonce
  issuedAt ttlMs room host salt peers admins iceServers urls username credential
  resumeAfterMs reason code message fatal retryAfterMs name note secret token conn sdp
  candidate commit n mac hash microphone kty crv x y __proto__ constructor toString
`);
const types = words(`
  request create auth resume knock list challenge joined waiting peer-joined peer-left ice-
  servers error hello media head confirm? confirm bye offer answer candidate renegotiate b1
  b2 b3
`);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(vectors.room.room, vectors.room.salt, vectors.joinAlice.statement),
  fc.constantFrom<unknown>(vectors.joinAlice.sshsigBase64, "EC", "P-256", "left", "rate", ""),
  fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, 1e300, [], {}),
  fc.string({ maxLength: 10 }),
);
const { value } = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaf, tie("object"), fc.array(tie("value"), { maxLength: 3 })),
  object: fc.dictionary(fieldNames, tie("value"), { maxKeys: 7, noNullPrototype: true }),
}));
const message = fc
  .tuple(types, fc.dictionary(fieldNames, value, { maxKeys: 8, noNullPrototype: true }))
  .map(([type, fields]) => JSON.stringify({ ...fields, type }));

describe("any JSON of known words, and any text", () => {
  test.each(Object.keys(jsonParsers))("%s", (name) => {
    const rebuild = jsonParsers[name]!;
    fc.assert(
      fc.property(fc.oneof({ weight: 6, arbitrary: message }, fc.json(), anyText), (text) =>
        judge(text, rebuild),
      ),
      { numRuns },
    );
  });

  test("triples, lists and keys", () => {
    fc.assert(
      fc.property(value, (given) => {
        survives(() => parseSigned(given, 2_048));
        survives(() => parseSignedList(given));
        survives(() => parsePublicJwk(given));
      }),
      { numRuns },
    );
  });
});

describe("any bytes", () => {
  const anyBytes = fc.uint8Array({ maxLength: 120 }).map((bytes) => new Uint8Array(bytes));

  test("messages", () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        for (const parse of [parseChannelMessage, parseSignal, parseKnockNote]) {
          survives(() => parse(bytes));
        }
      }),
      { numRuns },
    );
  });

  const alice = pointOfSecret(vectors.keys.aliceId.d);
  const piece = fc.oneof(
    fc.constantFrom<Uint8Array>(
      sshString("ecdsa-sha2-nistp256"),
      sshString("nistp256"),
      sshString(alice),
      sshString("sha512"),
      sshString("latchkey-join-v1"),
      sshString(""),
      uint32(1),
      Buffer.from("SSHSIG"),
    ),
    anyBytes,
    anyBytes.map((bytes) => sshString(bytes)),
    fc.nat().map((length) => uint32(length)),
  );
  const pieces = fc
    .array(piece, { maxLength: 9 })
    .map((parts) => new Uint8Array(Buffer.concat(parts)));

  test("key blobs", () => {
    fc.assert(
      fc.property(pieces, (bytes) => judge(bytes, (blob) => blobOfKey(keyOfBlob(blob)))),
      { numRuns },
    );
  });

  test("envelopes, behind an honest beginning", () => {
    const honest = Buffer.from(vectors.joinAlice.sshsigBase64, "base64");
    fc.assert(
      fc.property(pieces, fc.nat(honest.length), (bytes, length) => {
        const envelope = Buffer.concat([honest.subarray(0, length), bytes]);
        judge(toBase64(envelope), exactParsers["envelope"]!);
      }),
      { numRuns },
    );
  });

  test("points", () => {
    const halves = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(halves, (bytes) => survives(() => assertPoint(Uint8Array.from([4, ...bytes])))),
      { numRuns },
    );
  });
});
