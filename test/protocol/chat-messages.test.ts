import { expect, test } from "vitest";
import { utf8 } from "../../protocol/bytes.ts";
import {
  type ChannelMessage,
  parseChannelMessage,
  writeChannelMessage,
} from "../../protocol/channel-messages.ts";
import { toChatText } from "../../protocol/channel/chat.ts";
import { refusalOf } from "../support/protocol/refusal.ts";

const parse = (value: unknown) => parseChannelMessage(utf8(JSON.stringify(value)));

const messages: readonly ChannelMessage[] = [
  { type: "chat", id: 1, text: "hello\n  world" },
  { type: "chat", id: Number.MAX_SAFE_INTEGER, text: "x".repeat(4_000) },
  { type: "chat", id: 2, text: "👩‍👩‍👧 می‌خواهم" },
  { type: "chat-got", id: 7, shown: true },
  { type: "chat-got", id: 7, shown: false },
];

test.each(messages)("$type is read as it was written", (message) => {
  expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
  expect(parse({ ...message, extra: 1 })).toStrictEqual(message);
});

test.each([
  ["no text", { type: "chat", id: 1 }],
  ["a number for a text", { type: "chat", id: 1, text: 5 }],
  ["a text too long", { type: "chat", id: 1, text: "x".repeat(4_001) }],
  ["no number", { type: "chat", text: "x" }],
  ["number 0", { type: "chat", id: 0, text: "x" }],
  ["half a number", { type: "chat", id: 1.5, text: "x" }],
  ["a number beyond counting", { type: "chat-got", id: 2 ** 53, shown: true }],
  ["a text for a number", { type: "chat-got", id: "1", shown: true }],
])("refuses %s", async (_, value) => {
  await refusalOf(() => parse(value));
});

test.each([
  ["a text that runs backwards", "pay \u202eecila\u202c", "pay ecila"],
  ["isolates and marks", "a\u2066b\u2069\u200e\u061cc", "abc"],
  ["control characters", "a\u0000\u0007\u001b[31mb\u007f", "a[31mb"],
  ["other ends of lines", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ["tabs", "a\tb", "a  b"],
  ["pages of nothing", `a${"\n \n".repeat(50)}b`, "a\n\nb"],
  ["what is around it", "  \n a \n ", "a"],
  ["half a character", "a\ud83d", "a"],
  ["letters in two parts", "e\u0301", "é"],
])("cleans %s", (_, dirty, clean) => {
  expect(toChatText(dirty)).toBe(clean);
  expect(toChatText(clean)).toBe(clean);
  expect(parse({ type: "chat", id: 1, text: dirty })).toMatchObject({ text: clean });
});

test("cuts between characters", () => {
  const text = toChatText("👍".repeat(2_001) + "x");
  expect(text).toBe("👍".repeat(2_000));
  expect(toChatText(`x${text}`).endsWith("👍")).toBe(true);
});
