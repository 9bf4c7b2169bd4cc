import { expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { utf8 } from "../../protocol/bytes.ts";
import {
  type ChannelMessage,
  parseChannelMessage,
  writeChannelMessage,
} from "../../protocol/channel-messages.ts";
import { jwkOfKey } from "../../protocol/public-key.ts";
import { keyOfPoint } from "../../protocol/read-key.ts";
import { expectRefusal, refusalOf } from "../support/protocol/refusal.ts";
import { pointOfSecret, privateJwkOfSecret } from "../support/protocol/signing-key.ts";
import { vectors } from "../support/protocol/vectors.ts";

const id = toBase64url(new Uint8Array(32).fill(5));
const signed = {
  payload: vectors.confirmBob.statement,
  signature: vectors.confirmBob.sshsigBase64,
  publicKey: jwkOfKey(keyOfPoint(pointOfSecret(vectors.keys.bobId.d))),
};
const messages: readonly ChannelMessage[] = [
  { type: "hello", name: "Zoë" },
  { type: "hello", name: "" },
  { type: "media", microphone: true, camera: false, screen: true, screenAudio: true },
  { type: "head", version: 999_999_999, hash: id },
  { type: "list", list: signed },
  { type: "list", list: { ...signed, by: signed, anchor: signed } },
  { type: "confirm?", nonce: id },
  { type: "confirm", ...signed },
  { type: "bye" },
];

const parse = (value: unknown) => parseChannelMessage(utf8(JSON.stringify(value)));

test.each(messages)("$type is read as it was written", (message) => {
  expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
  expect(parse({ ...message, extra: 1, constructor: 2 })).toStrictEqual(message);
});

test("a kind of message of some later version is left alone", () => {
  for (const type of ["", "wave", "constructor", "__proto__", "toString", "Hello"]) {
    expect(parse({ type, name: 5 })).toBeNull();
  }
});

test.each([
  ["no object", null],
  ["a text", "bye"],
  ["a list", [{ type: "bye" }]],
  ["no type", {}],
  ["a type that is none", { type: 5 }],
  ["a list for a type", { type: ["bye"] }],
  ["no name", { type: "hello" }],
  ["a number for a name", { type: "hello", name: 5 }],
  ["a name too long", { type: "hello", name: "x".repeat(41) }],
  ["a name that runs backwards", { type: "hello", name: "\u202eanna" }],
  ["no version", { type: "head", hash: id }],
  ["version 0", { type: "head", version: 0, hash: id }],
  ["half a version", { type: "head", version: 1.5, hash: id }],
  ["a text for a version", { type: "head", version: "1", hash: id }],
  ["a version beyond counting", { type: "head", version: 1e300, hash: id }],
  ["no list", { type: "list" }],
  ["a list without signature", { type: "list", list: { payload: "" } }],
  ["no hash", { type: "head", version: 1 }],
  ["a hash too short", { type: "head", version: 1, hash: id.slice(1) }],
  ["no nonce", { type: "confirm?" }],
  ["a nonce too long", { type: "confirm?", nonce: `${id}A` }],
  ["an answer without signature", { type: "confirm", ...signed, signature: null }],
  ["an answer too long", { type: "confirm", ...signed, payload: "x".repeat(2_049) }],
  ["an answer without key", { type: "confirm", ...signed, publicKey: null }],
])("refuses %s", async (_, value) => {
  await refusalOf(() => parse(value));
});

test("refuses bytes that are no JSON and no UTF-8", async () => {
  for (const bytes of [[], [0x7b], [0xff, 0xfe], [0xc0, 0x80], [0xef, 0xbb, 0xbf, 0x7b, 0x7d]]) {
    await expectRefusal(() => parseChannelMessage(Uint8Array.from(bytes)), "message", "format");
  }
});

test("what is said of media is yes or no; anything else is no", () => {
  expect(parse({ type: "media", microphone: 1, camera: "true" })).toStrictEqual({
    type: "media",
    microphone: false,
    camera: false,
    screen: false,
    screenAudio: false,
  });
});

test("tells of a private key wherever it is", async () => {
  const publicKey = privateJwkOfSecret(vectors.keys.bobId.d);
  for (const value of [
    { type: "confirm", ...signed, publicKey },
    { type: "confirm", publicKey },
    { type: "hello", name: "x", key: publicKey },
  ]) {
    await expectRefusal(() => parse(value), "private-key", "private-key");
  }
});
