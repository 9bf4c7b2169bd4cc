import { describe, expect, test } from "vitest";
import { fromBase64, fromBase64url, toBase64, toBase64url } from "../../protocol/base64.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";

const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);

test("writes and reads both alphabets as Node does", () => {
  for (let length = 0; length <= 256; length++) {
    const part = bytes.slice(256 - length);
    expect(toBase64(part)).toBe(Buffer.from(part).toString("base64"));
    expect(toBase64url(part)).toBe(Buffer.from(part).toString("base64url"));
    expect(fromBase64(toBase64(part))).toEqual(part);
    expect(fromBase64url(toBase64url(part))).toEqual(part);
  }
});

test("writes a whole frame without running out of stack", () => {
  const frame = new Uint8Array(1_000_000).fill(255);
  expect(Buffer.from(frame).equals(fromBase64(toBase64(frame)))).toBe(true);
});

describe("base64url", () => {
  test.each([
    ["padding", "AA=="],
    ["the other alphabet", "++//"],
    ["a space", "AA AA"],
    ["a line feed at the end", "AAAA\n"],
    ["a tab", "AA\tAA"],
    ["bits behind the last byte (one byte)", "AB"],
    ["bits behind the last byte (two bytes)", "AAB"],
    ["an impossible length", "AAAAA"],
    ["one character", "A"],
    ["a letter beyond ASCII", "AAÄA"],
    ["a character that only looks like one of it", "AAА"],
    ["a zero byte", "AAA\0"],
  ])("refuses %s", async (_, text) => {
    await expectRefusal(() => fromBase64url(text), "encoding", "format");
  });

  test("refuses another length than asked for", async () => {
    expect(fromBase64url("AAAA", 3)).toEqual(new Uint8Array(3));
    await expectRefusal(() => fromBase64url("AAAA", 4), "encoding");
    await expectRefusal(() => fromBase64url("AAAAAA", 3), "encoding");
    await expectRefusal(() => fromBase64url("", 1), "encoding");
  });
});

describe("base64", () => {
  test.each([
    ["a lack of padding", "AA"],
    ["half the padding", "AA="],
    ["needless padding", "AAAA===="],
    ["padding after whole groups", "AAAA="],
    ["padding in the middle", "AA==AAAA"],
    ["the other alphabet", "--__"],
    ["bits behind the last byte", "AB=="],
    ["a line feed", "AAAA\nAAAA"],
    ["a line feed at the end", "AAAA\n"],
    ["a space", "AAAA AAAA"],
  ])("refuses %s", async (_, text) => {
    await expectRefusal(() => fromBase64(text), "encoding", "format");
  });
});
