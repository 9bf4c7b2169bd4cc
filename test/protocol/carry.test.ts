import { expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { utf8 } from "../../protocol/bytes.ts";
import {
  type ChannelMessage,
  parseChannelMessage,
  writeChannelMessage,
} from "../../protocol/channel-messages.ts";
import { carriedMaxBytes, frameMaxBytes } from "../../protocol/limits.ts";
import { expectRefusal, refusalOf } from "../support/protocol/refusal.ts";

const peer = toBase64url(new Uint8Array(16).fill(7));
const box = toBase64url(new Uint8Array(40).fill(9));
const parse = (value: unknown) => parseChannelMessage(utf8(JSON.stringify(value)));

test.each<ChannelMessage>([
  { type: "carry", to: peer, box },
  { type: "carried", from: peer, box },
  { type: "signal", box },
  { type: "beat", answers: true },
  { type: "beat", answers: false },
])("$type is read as it was written", (message) => {
  expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
  expect(parse({ ...message, extra: 1 })).toStrictEqual(message);
});

test.each([
  ["nobody to carry it to", { type: "carry", box }],
  ["somebody whose name is too short", { type: "carry", to: peer.slice(2), box }],
  ["somebody of another alphabet", { type: "carried", from: "é".repeat(22), box }],
  ["no box", { type: "carry", to: peer }],
  ["an empty box", { type: "carried", from: peer, box: "" }],
  ["a box that is no text", { type: "signal", box: [1, 2] }],
  ["a box of another alphabet", { type: "signal", box: "a b" }],
])("refuses %s", async (_, message) => {
  expect(await refusalOf(() => parse(message))).toMatchObject({ code: "format" });
});

test("refuses a box that is too large to be a signal, and carries the largest there is", async () => {
  const largest = toBase64url(new Uint8Array(carriedMaxBytes));
  const message: ChannelMessage = { type: "carry", to: peer, box: largest };
  expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
  // With the counter and the tag of the box that it travels in.
  expect(writeChannelMessage(message).length + 24).toBeLessThanOrEqual(frameMaxBytes);
  await expectRefusal(() => parse({ ...message, box: `${largest}AAAA` }), "message", "size");
});
