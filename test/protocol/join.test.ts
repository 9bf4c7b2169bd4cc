import { expect, test } from "vitest";
import { buildJoin, parseFingerprint, parseJoin } from "../../protocol/join.ts";
import { joinMaxLifeMs } from "../../protocol/limits.ts";
import { formatTime } from "../../protocol/statement.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { otherFirst, withLine, withoutLine } from "../support/protocol/text-changes.ts";
import { vectors } from "../support/protocol/vectors.ts";

const text = vectors.joinAlice.statement;
const join = parseJoin(text);
const names = text
  .split("\n")
  .slice(1, -1)
  .map((line) => line.slice(0, line.indexOf(":")));

test("has the lines of the specification in their order", () => {
  expect(names).toEqual([
    "Server",
    "Room",
    "Host",
    "Key",
    "Powers",
    "Session sign",
    "Session DH",
    "Session DTLS",
    "Nonce",
    "Issued At",
    "Expires At",
  ]);
});

// A value that grew a space is told of by its own check.
const checkOf: Readonly<Record<string, "server" | "powers" | "fingerprint">> = {
  Server: "server",
  Powers: "powers",
  "Session DTLS": "fingerprint",
};

test.each(names)("refuses %s where it lacks, comes twice or is written otherwise", async (name) => {
  const line = text.split("\n").find((found) => found.startsWith(`${name}: `))!;
  const changes = [
    withoutLine(text, name),
    text.replace(`${line}\n`, `${line}\n${line}\n`),
    text.replace(`\n${line}\n`, `\n${line}\n\n`),
    text.replace(`${name}: `, `${name.toLowerCase()}: `),
    text.replace(`${name}: `, ` ${name}: `),
    text.replace(`${name}: `, `X-${name}: `),
  ];
  for (const changed of changes) await expectRefusal(() => parseJoin(changed), "encoding");
  for (const changed of [text.replace(`${name}: `, `${name}:  `), text.replace(line, `${line} `)]) {
    await expectRefusal(() => parseJoin(changed), checkOf[name] ?? "encoding");
  }
});

test("refuses two lines that have changed places", async () => {
  const lines = text.split("\n");
  for (let at = 0; at < lines.length - 2; at++) {
    const swapped = lines.with(at, lines[at + 1]!).with(at + 1, lines[at]!);
    await expectRefusal(() => parseJoin(swapped.join("\n")), "encoding", "format");
  }
});

const fp = join.sessionDtls;
test.each([
  ["Server", "https://call.example.org", "server"],
  ["Server", "wss://Call.example.org", "server"],
  ["Server", "wss://call.example.org/", "server"],
  ["Server", "wss://call.example.org/ws", "server"],
  ["Server", "wss://call.example.org:443", "server"],
  ["Server", "ws://call.example.org", "server"],
  ["Server", "call.example.org", "server"],
  ["Server", "", "server"],
  ["Room", join.room.slice(1), "encoding"],
  ["Room", `${join.room}=`, "encoding"],
  ["Room", join.room.slice(0, -1) + "x", "encoding"],
  ["Host", join.host.slice(7), "encoding"],
  ["Host", "none", "encoding"],
  ["Key", join.key.replace("SHA256", "MD5"), "encoding"],
  ["Key", `${join.key} ${join.key}`, "encoding"],
  ["Powers", "", "powers"],
  ["Powers", "all", "powers"],
  ["Powers", "Admit", "powers"],
  ["Powers", "admit, none", "powers"],
  ["Session sign", join.sessionSign.slice(1), "encoding"],
  ["Session sign", otherFirst(join.sessionSign), "point"],
  ["Session sign", join.sessionSign.slice(0, -2) + "AA", "point"],
  ["Session sign", join.sessionDh, "session-keys"],
  ["Session DH", otherFirst(join.sessionDh), "point"],
  ["Session DH", join.sessionSign, "session-keys"],
  // Zeros decode, but a point begins with 4.
  ["Session DH", "A".repeat(87), "point"],
  ["Session DTLS", fp.toLowerCase(), "fingerprint"],
  ["Session DTLS", fp.replace("sha-256", "SHA-256"), "fingerprint"],
  ["Session DTLS", fp.replace("sha-256", "sha-1"), "fingerprint"],
  ["Session DTLS", fp.replaceAll(":", ""), "fingerprint"],
  ["Session DTLS", fp.slice(0, -3), "fingerprint"],
  ["Session DTLS", `${fp}:00`, "fingerprint"],
  ["Session DTLS", fp.replace("sha-256 ", "sha-256  "), "fingerprint"],
  ["Nonce", join.nonce.slice(1), "encoding"],
  ["Nonce", "", "encoding"],
  ["Issued At", "2026-08-28T10:00:00Z", "encoding"],
  ["Issued At", "now", "encoding"],
  ["Expires At", "never", "encoding"],
  ["Expires At", "2026-02-30T00:00:00.000Z", "encoding"],
] as const)("refuses %s: %s", async (name, value, check) => {
  await expectRefusal(() => parseJoin(withLine(text, name, value)), check);
});

test.each([
  ["no life at all", 0],
  ["an end before its beginning", -1],
  ["a millisecond more than 12 hours", joinMaxLifeMs + 1],
  ["a year", 365 * 24 * 3_600_000],
])("refuses %s", async (_, lifeMs) => {
  const end = formatTime(join.issuedAtMs + lifeMs);
  await expectRefusal(() => parseJoin(withLine(text, "Expires At", end)), "time", "expired");
});

test("takes a millisecond, and 12 hours", () => {
  for (const lifeMs of [1, joinMaxLifeMs]) {
    const changed = { ...join, expiresAtMs: join.issuedAtMs + lifeMs };
    expect(parseJoin(buildJoin(changed))).toEqual(changed);
  }
});

test("is not another statement", async () => {
  for (const { statement } of [vectors.manifest, vectors.confirmBob]) {
    await expectRefusal(() => parseJoin(statement), "encoding", "format");
  }
});

test("a fingerprint is 32 upper-case bytes", async () => {
  expect(parseFingerprint(fp)).toBe(fp);
  for (const changed of ["", `${fp}\n`, ` ${fp}`, fp.replace(":", "-")]) {
    await expectRefusal(() => parseFingerprint(changed), "fingerprint", "auth");
  }
});
