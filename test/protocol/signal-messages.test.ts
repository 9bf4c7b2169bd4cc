import { expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { utf8 } from "../../protocol/bytes.ts";
import { parseSignal, type SignalMessage, writeSignal } from "../../protocol/signal-messages.ts";
import { expectRefusal, refusalOf } from "../support/protocol/refusal.ts";

const conn = toBase64url(new Uint8Array(16).fill(3));
const candidate = {
  candidate: "candidate:1 1 udp 2122260223 192.0.2.1 49152 typ host generation 0",
  sdpMid: "0",
  sdpMLineIndex: 0,
};
const messages: readonly SignalMessage[] = [
  { type: "offer", conn, sdp: "v=0\r\n" },
  { type: "answer", conn, sdp: "x".repeat(65_536) },
  { type: "candidate", conn, candidate },
  { type: "candidate", conn, candidate: { candidate: "", sdpMid: null, sdpMLineIndex: null } },
  { type: "renegotiate", conn },
  { type: "offer", conn, sdp: "v=0\r\n", restart: 1 },
  { type: "answer", conn, sdp: "v=0\r\n", restart: 1_000_000 },
  { type: "restart", conn },
  { type: "bye" },
];
const parse = (value: unknown) => parseSignal(utf8(JSON.stringify(value)));

test.each(messages)("$type is read as it was written", (message) => {
  expect(parseSignal(writeSignal(message))).toStrictEqual(message);
  expect(parse({ ...message, extra: 1 })).toStrictEqual(message);
});

const line = (change: object) => ({
  type: "candidate",
  conn,
  candidate: { ...candidate, ...change },
});

test.each([
  ["no object", 5],
  ["a list", []],
  ["no type", {}],
  ["an unknown type", { type: "hello", conn }],
  ["a type from the prototype", { type: "constructor", conn }],
  ["no conn", { type: "renegotiate" }],
  ["a conn too short", { type: "renegotiate", conn: conn.slice(1) }],
  ["a conn with needless bits", { type: "renegotiate", conn: `${conn.slice(0, -1)}B` }],
  ["a number for a conn", { type: "offer", conn: 5, sdp: "" }],
  ["no description", { type: "offer", conn }],
  ["a description that is no text", { type: "answer", conn, sdp: {} }],
  ["a description too long", { type: "offer", conn, sdp: "x".repeat(65_537) }],
  ["a restart below the first", { type: "offer", conn, sdp: "", restart: 0 }],
  ["half a restart", { type: "offer", conn, sdp: "", restart: 1.5 }],
  ["too many restarts", { type: "answer", conn, sdp: "", restart: 1_000_001 }],
  ["a text for a restart", { type: "answer", conn, sdp: "", restart: "1" }],
  ["a restart of nothing", { type: "restart" }],
  ["no candidate", { type: "candidate", conn }],
  ["a candidate that is a text", { type: "candidate", conn, candidate: "candidate:1" }],
  ["a candidate of two lines", line({ candidate: "candidate:1\r\na=fingerprint:x" })],
  ["a candidate with a tab", line({ candidate: "candidate:1\t1" })],
  ["a candidate too long", line({ candidate: "x".repeat(1_025) })],
  ["a candidate beyond ASCII", line({ candidate: "candidaté" })],
  ["a mid of two lines", line({ sdpMid: "0\n" })],
  ["an empty mid", line({ sdpMid: "" })],
  ["a mid too long", line({ sdpMid: "x".repeat(33) })],
  ["a number for a mid", line({ sdpMid: 0 })],
  ["an index below zero", line({ sdpMLineIndex: -1 })],
  ["half an index", line({ sdpMLineIndex: 0.5 })],
  ["an index too large", line({ sdpMLineIndex: 64 })],
  ["a text for an index", line({ sdpMLineIndex: "0" })],
])("refuses %s", async (_, value) => {
  await refusalOf(() => parse(value));
});

test("refuses bytes that are no JSON and no UTF-8", async () => {
  for (const bytes of [[], [0x7b], [0xff, 0xfe], [0xed, 0xa0, 0x80]]) {
    await expectRefusal(() => parseSignal(Uint8Array.from(bytes)), "message", "format");
  }
});
