import { describe, expect, test } from "vitest";
import {
  assertRebuilds,
  buildStatement,
  formatTime,
  parseTime,
  readStatement,
  valuesOf,
} from "../../protocol/statement.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";

const title = "Latchkey v1: a test";
const text = `${title}\nOne: 1\nTwo: 2: 2\n`;

test("a statement is its title and its lines, each ended by a line feed", () => {
  const lines = [
    ["One", "1"],
    ["Two", "2: 2"],
  ] as const;
  expect(buildStatement(title, lines)).toBe(text);
  expect(readStatement(text, title)).toEqual(lines);
  expect(valuesOf(lines, ["One", "Two"])).toEqual({ One: "1", Two: "2: 2" });
});

describe("building refuses what a reader could take for something else", () => {
  test.each([
    ["a value that brings a line of its own", "1\nTwo: 3"],
    ["a value that ends its line", "1\n"],
    ["a carriage return", "1\r"],
    ["a tab", "1\t"],
    ["a zero byte", "1\0"],
    ["an escape sequence", "\u001b[2J"],
    ["a letter beyond ASCII", "é"],
    ["a text that runs backwards", "\u202e1"],
    ["half a character", "\ud800"],
  ])("%s", async (_, value) => {
    const lines = [["One", value]] as const;
    await expectRefusal(() => buildStatement(title, lines), "encoding", "format");
  });
});

describe("reading refuses", () => {
  test.each([
    ["nothing", ""],
    ["a line feed alone", "\n"],
    ["no line feed at the end", text.slice(0, -1)],
    ["another title", text.replace("a test", "another")],
    ["the title in another case", text.replace("Latchkey", "latchkey")],
    ["a space behind the title", text.replace("test\n", "test \n")],
    ["a line before the title", `\n${text}`],
    ["a byte order mark", `\ufeff${text}`],
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["a bare CR", text.replace("1\n", "1\r")],
    ["a tab", text.replace("One: ", "One:\t")],
    ["a zero byte", text.replace("1", "\0")],
    ["DEL", text.replace("1", "\u007f")],
    ["a letter beyond ASCII", text.replace("1", "１")],
    ["a line separator of Unicode", text.replace("1", "\u2028")],
    ["an empty line", text.replace("One", "\nOne")],
    ["an empty line at the end", `${text}\n`],
    ["a line without a colon", text.replace("One: ", "One ")],
    ["a line without a space", text.replace("One: ", "One:")],
    ["a line without a name", text.replace("One: ", ": ")],
  ])("%s", async (_, changed) => {
    await expectRefusal(() => readStatement(changed, title), "encoding", "format");
  });

  test("what is longer than the limit, before it reads any of it", async () => {
    const long = `${title}\nOne: ${"x".repeat(2_048)}\n`;
    await expectRefusal(() => readStatement(long, title), "size", "size");
    const exact = `${title}\nOne: ${"x".repeat(2_048 - title.length - 7)}\n`;
    expect(exact).toHaveLength(2_048);
    expect(readStatement(exact, title)).toHaveLength(1);
    await expectRefusal(() => readStatement(`${exact} `, title), "size");
  });
});

test("lines must be these, all of these and in this order", async () => {
  const [one, two] = [
    ["One", "1"],
    ["Two", "2"],
  ] as const;
  const names = ["One", "Two"];
  for (const lines of [[], [one], [two, one], [one, two, two], [one, one], [one, ["two", "2"]]]) {
    await expectRefusal(() => valuesOf(lines as [string, string][], names), "encoding", "format");
  }
});

test("a name from the prototype is a name like any other", () => {
  const lines = [
    ["__proto__", "1"],
    ["constructor", "2"],
  ] as const;
  const values = valuesOf(lines, ["__proto__", "constructor"]);
  expect(Object.keys(values)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(values)).toBeNull();
});

test("what is built again must be the same, byte by byte", async () => {
  assertRebuilds(text, text);
  await expectRefusal(() => assertRebuilds(text, `${text} `), "encoding", "format");
});

describe("times", () => {
  test("are read as they are written", () => {
    const times = [
      "1970-01-01T00:00:00.000Z",
      "2026-08-28T10:00:00.999Z",
      "9999-12-31T23:59:59.999Z",
    ];
    for (const time of times) expect(formatTime(parseTime(time))).toBe(time);
    expect(parseTime("2024-02-29T00:00:00.000Z")).toBe(Date.UTC(2024, 1, 29));
  });

  test.each([
    "",
    "2026-08-28",
    "2026-08-28T10:00:00Z",
    "2026-08-28T10:00:00.00Z",
    "2026-08-28T10:00:00.0000Z",
    "2026-08-28T10:00:00.000",
    "2026-08-28T10:00:00.000z",
    "2026-08-28t10:00:00.000Z",
    "2026-08-28 10:00:00.000Z",
    "2026-08-28T10:00:00,000Z",
    "2026-08-28T10:00:00.000+00:00",
    "2026-08-28T12:00:00.000+02:00",
    "2026-08-28T24:00:00.000Z",
    "2026-08-28T10:60:00.000Z",
    "2026-08-28T10:00:60.000Z",
    "2026-02-29T10:00:00.000Z",
    "2026-02-30T10:00:00.000Z",
    "2026-04-31T10:00:00.000Z",
    "2026-13-01T10:00:00.000Z",
    "2026-00-01T10:00:00.000Z",
    "2026-08-00T10:00:00.000Z",
    "+010000-01-01T00:00:00.000Z",
    "-000001-01-01T00:00:00.000Z",
    "1787911200000",
    "２026-08-28T10:00:00.000Z",
    "2026-08-28T10:00:00.000Z\n",
    " 2026-08-28T10:00:00.000Z",
  ])("refuses %j", async (time) => {
    await expectRefusal(() => parseTime(time), "encoding", "format");
  });
});
