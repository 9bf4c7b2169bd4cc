import { describe, expect, test } from "vitest";
import { listMaxBytes, listMaxLifeMs } from "../../protocol/limits.ts";
import { type Allowed, buildRoom, parseRoom, type RoomStatement } from "../../protocol/room.ts";
import { formatTime } from "../../protocol/statement.ts";
import { keyIdOf } from "../support/protocol/key-ids.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { withLine, withoutLine } from "../support/protocol/text-changes.ts";
import { vectors } from "../support/protocol/vectors.ts";

const text = vectors.manifest.statement;
const list = parseRoom(text);
const hash = list.room;

function written(change: Partial<RoomStatement>): string {
  return buildRoom({ ...list, ...change });
}

test("is read as it was written, whatever it lists", () => {
  const cases: Partial<RoomStatement>[] = [
    { allow: [], deny: [] },
    { allow: [{ key: keyIdOf(1), role: "cohost" }], deny: [keyIdOf(2), keyIdOf(3)] },
    { door: "closed", locked: true },
    { version: 2, previous: hash },
    { version: 999_999_999, previous: hash },
    { expiresAtMs: list.issuedAtMs + listMaxLifeMs },
  ];
  for (const change of cases) {
    expect(parseRoom(written(change))).toEqual({ ...list, ...change });
  }
});

test("holds 256 entries and their text fits", async () => {
  const allow = Array.from({ length: 256 }, (_, i): Allowed => ({
    key: keyIdOf(i),
    role: "cohost",
  }));
  const full = written({ allow });
  expect(full.length).toBeLessThan(listMaxBytes);
  expect(parseRoom(full).allow).toHaveLength(256);
  const more = written({ allow, deny: [keyIdOf(256)] });
  await expectRefusal(() => parseRoom(more), "list", "size");
});

test("is refused above its size before it is read", async () => {
  const deny = Array.from({ length: 500 }, (_, i) => keyIdOf(i));
  await expectRefusal(() => parseRoom(written({ deny })), "size", "size");
});

const names = ["Room", "Host", "Salt", "Version", "Previous", "Door", "Locked", "Issued At"];
test.each([...names, "Expires At", "End"])("refuses to go without the line %s", async (name) => {
  await expectRefusal(() => parseRoom(withoutLine(text, name)), "encoding", "format");
});

test.each([
  ["Room", hash.slice(1), "encoding"],
  ["Host", "me", "encoding"],
  ["Salt", list.salt.slice(1), "encoding"],
  ["Salt", `${list.salt.slice(0, -1)}B`, "encoding"],
  ["Salt", hash, "encoding"],
  ["Version", "0", "list-version"],
  ["Version", "01", "list-version"],
  ["Version", "-1", "list-version"],
  ["Version", "+1", "list-version"],
  ["Version", "1.0", "list-version"],
  ["Version", "1e3", "list-version"],
  ["Version", "0x1", "list-version"],
  ["Version", "1000000000", "list-version"],
  ["Version", "", "list-version"],
  ["Version", "2", "list"],
  ["Previous", "None", "encoding"],
  ["Previous", "", "encoding"],
  ["Previous", hash, "list"],
  ["Door", "open", "encoding"],
  ["Door", "Knock", "encoding"],
  ["Door", "", "encoding"],
  ["Locked", "true", "encoding"],
  ["Locked", "", "encoding"],
  ["Issued At", "yesterday", "encoding"],
  ["Expires At", formatTime(list.issuedAtMs), "time"],
  ["Expires At", formatTime(list.issuedAtMs - 1), "time"],
  ["Expires At", formatTime(list.issuedAtMs + listMaxLifeMs + 1), "time"],
  ["Allow", keyIdOf(1), "encoding"],
  ["Allow", `${keyIdOf(1)} host`, "encoding"],
  ["Allow", `${keyIdOf(1)} Member`, "encoding"],
  ["Allow", `${keyIdOf(1)}  member`, "encoding"],
  ["Allow", `${keyIdOf(1)} member `, "encoding"],
  ["Allow", `${keyIdOf(1)} member cohost`, "encoding"],
  ["Allow", `${list.host} member`, "list"],
  ["End", "0 entries", "encoding"],
  ["End", "2 entries", "encoding"],
  ["End", "01 entries", "encoding"],
  ["End", "1 entry", "encoding"],
  ["End", "1 entries ", "encoding"],
] as const)("refuses %s: %s", async (name, value, check) => {
  await expectRefusal(() => parseRoom(withLine(text, name, value)), check);
});

describe("entries", () => {
  const [a, b] = [keyIdOf(1), keyIdOf(2)];
  const head = text.split("\n").slice(0, 10).join("\n");
  const withEntries = (...lines: string[]): string => `${head}\n${lines.join("\n")}\n`;

  test("stand in one order: Allow, Deny, End", () => {
    const ordered = withEntries(`Allow: ${a} member`, `Deny: ${b}`, "End: 2 entries");
    expect(parseRoom(ordered)).toMatchObject({ allow: [{ key: a }], deny: [b] });
  });

  test.each([
    ["Deny before Allow", [`Deny: ${b}`, `Allow: ${a} member`, "End: 2 entries"]],
    ["End before the last entry", [`Allow: ${a} member`, "End: 2 entries", `Deny: ${b}`]],
    ["two Ends", [`Allow: ${a} member`, "End: 1 entries", "End: 1 entries"]],
    ["no End", [`Allow: ${a} member`]],
    ["another kind of line", [`Allow: ${a} member`, `Admin: ${b}`, "End: 2 entries"]],
    ["another case", [`allow: ${a} member`, "End: 1 entries"]],
    ["lines after End", [`Allow: ${a} member`, "End: 1 entries", ""]],
    ["a role for Deny", [`Deny: ${a} member`, "End: 1 entries"]],
  ])("refuses %s", async (_, lines) => {
    await expectRefusal(() => parseRoom(withEntries(...lines)), "encoding", "format");
  });

  test.each([
    ["a key allowed twice", { allow: [member(a), member(a)] }],
    ["a key as member and cohost", { allow: [member(a), { key: a, role: "cohost" as const }] }],
    ["a key denied twice", { deny: [a, a] }],
    ["a key both allowed and denied", { allow: [member(a)], deny: [a] }],
    ["the host denied", { deny: [list.host] }],
    ["the host as cohost", { allow: [{ key: list.host, role: "cohost" as const }] }],
  ])("refuses %s", async (_, change) => {
    await expectRefusal(() => parseRoom(written(change)), "list", "list");
  });

  function member(key: string): Allowed {
    return { key, role: "member" };
  }
});

test("only the first version has no previous one", async () => {
  await expectRefusal(() => parseRoom(written({ version: 2, previous: null })), "list", "list");
  await expectRefusal(() => parseRoom(written({ version: 1, previous: hash })), "list", "list");
});

test("a list cut short at any line is refused", async () => {
  const lines = written({ deny: [keyIdOf(5), keyIdOf(6)] }).split("\n");
  for (let length = 0; length < lines.length - 1; length++) {
    const cut = `${lines.slice(0, length).join("\n")}\n`;
    await expectRefusal(() => parseRoom(cut), "encoding", "format");
  }
});
