import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { utf8 } from "../../protocol/bytes.ts";
import { parseChannelMessage } from "../../protocol/channel-messages.ts";
import { closeCodes, errorCodes, mayResumeAfter } from "../../protocol/codes.ts";
import * as limits from "../../protocol/limits.ts";
import { leaveReasons, parseClientMessage, parseServerMessage } from "../../protocol/messages.ts";
import { buildResume } from "../../protocol/resume.ts";
import { namespaces } from "../../protocol/sshsig.ts";
import { refusalOf } from "../support/protocol/refusal.ts";
import { testServer, testTimeMs } from "../support/protocol/room-facts.ts";
import { vectors } from "../support/protocol/vectors.ts";

// PROTOCOL.md is the contract: where it lists something that the code has too, both are the same.
const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("protocol/PROTOCOL.md", root), "utf8");

/** The rows of the table under the head that begins so, cell by cell. */
function table(head: RegExp): string[][] {
  const lines = page.split("\n");
  const at = lines.findIndex((line) => head.test(line));
  const rows = lines.slice(at + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith("|")),
    )
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const words = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word!);

test("its vectors are where it says", () => {
  const [path] = /test\/protocol\/vectors\/[a-z]+\.json/.exec(page)!;
  expect(existsSync(new URL(path, root))).toBe(true);
});

test("its error codes are those of the code", () => {
  const [, listed] = /\*\*Errors\*\* \(`code`\): `([^`]+)`/.exec(page)!;
  expect(listed!.split(" ")).toEqual(errorCodes);
});

test("its close codes are those of the code, and which of them a client resumes after", () => {
  const [, listed] = /Close codes: (.*?1001 restart)\./.exec(page)!;
  const numbers = listed!.match(/\d{4}/g)!.map(Number);
  expect(new Set(numbers)).toEqual(new Set(Object.values(closeCodes)));
  const [, resumable] = /After (4410.*?) a client reconnects/.exec(page)!;
  const [, vanished] = /just vanished \(([^)]+)\)/.exec(page)!;
  const resuming = `${resumable} ${vanished}`.match(/\d{4}/g)!.map(Number);
  for (const code of numbers) expect(mayResumeAfter(code)).toBe(resuming.includes(code));
  for (const code of resuming) expect(mayResumeAfter(code)).toBe(true);
  for (const code of [1000, 1002, 1003, 1007, 1008, 1009, 1015]) {
    expect(mayResumeAfter(code)).toBe(false);
  }
});

test("its namespaces are those of the code", () => {
  const [, listed] = /^ns +=(.*)$/m.exec(page)!;
  expect(listed!.match(/[a-z0-9-]{5,}/g)).toEqual([
    namespaces.join,
    namespaces.confirm,
    namespaces.room,
    namespaces.resume,
  ]);
});

describe("its messages are those that the code reads", () => {
  const rows = table(/^\| direction/);
  const isUnknown = async (parse: (text: string) => unknown, type: string): Promise<boolean> => {
    const { message } = await refusalOf(() => parse(JSON.stringify({ type, version: 0 })));
    return message.includes("of no type");
  };
  const cases = rows.flatMap(([direction, types]) =>
    words(types!).map((type) => [type, direction!] as const),
  );

  test.each(cases)("%s, %s", async (type, direction) => {
    const both = direction === "both";
    expect(await isUnknown(parseClientMessage, type)).toBe(!both && !direction.includes("C→S"));
    expect(await isUnknown(parseServerMessage, type)).toBe(!both && !direction.includes("S→C"));
  });

  test("and the reasons for leaving", () => {
    const [, fields] = rows
      .map((row) => row.slice(1))
      .find(([types]) => types!.includes("peer-left"))!;
    const [, listed] = /reason: (.*)$/.exec(fields!)!;
    expect(listed!.split(/, | or /)).toEqual(leaveReasons);
  });

  test.each(table(/^\| `type` +\| fields/).map(([type]) => words(type!)[0]!))(
    "%s, over the bound channel",
    async (type) => {
      // Known types complain of missing fields, or need none; unknown ones are left alone.
      let read: unknown = "refused";
      try {
        read = parseChannelMessage(utf8(JSON.stringify({ type })));
      } catch {
        read = "refused";
      }
      expect(read).not.toBeNull();
    },
  );
});

describe("its statements have the lines of the code, in their order", () => {
  const resume = buildResume({
    server: testServer,
    room: vectors.room.room,
    session: vectors.room.room,
    nonce: vectors.room.room,
    issuedAtMs: testTimeMs,
  });
  const [block] = /```\nLatchkey v1: join a call[^]*?```/.exec(page)!;

  test.each([
    ["join", vectors.joinAlice.statement],
    ["confirm", vectors.confirmBob.statement],
    ["room", vectors.manifest.statement],
    ["resume", resume],
  ])("%s", (_, text) => {
    const [title, ...lines] = text.trimEnd().split("\n");
    let at = block.indexOf(title!);
    expect(at).toBeGreaterThan(-1);
    const indent = at - block.lastIndexOf("\n", at);
    for (const line of lines) {
      const name = line.slice(0, line.indexOf(": ") + 1);
      let next = block.indexOf(name, at + 1);
      // Two statements stand side by side: the line must stand in the same column.
      while (next !== -1 && next - block.lastIndexOf("\n", next) !== indent) {
        next = block.indexOf(name, next + 1);
      }
      expect([name, next > at]).toEqual([name, true]);
      at = next;
    }
  });
});

test.each([
  [limits.statementMaxBytes, 2_048, "at most 2,048 bytes"],
  [limits.listMaxBytes, 24_576, "an access list 24,576"],
  [limits.signatureMaxLength, 2_048, "at most 2,048 characters of base64"],
  [limits.listMaxEntries, 256, "0 to 256 Allow and Deny lines"],
  [limits.listMaxVersion, 999_999_999, "1..999999999"],
  [limits.listMaxGap, 1_000, "at most 1,000 on"],
  [limits.listMaxLifeMs, 30 * 86_400_000, "at most 30 days later"],
  [limits.joinMaxLifeMs, 12 * 3_600_000, "at most 12 h later"],
  [limits.clockSkewMs, 5 * 60_000, "|issuedAt − now| ≤ 5 min"],
  [limits.challengeTtlMs, 300_000, "ttlMs: 300000"],
  [limits.confirmTtlMs, 120_000, "within 120 s"],
  [limits.confirmPauseMs, 30_000, "at most one in 30 s"],
  [limits.knockLifeMs, 120_000, "for 2 minutes each"],
  [limits.bindTimeoutMs, 10_000, "before anything else may pass (10 s)"],
  [limits.headGossipMs, 15_000, "every 15 s"],
  [limits.sdpMaxBytes, 64 * 1_024, "anything above 64 KiB"],
  [limits.frameMaxBytes, 128 * 1_024, "frame 128 KiB"],
  [limits.authMaxBytes, 16 * 1_024, "auth 16 KiB"],
  [limits.peerIdBytes, 16, "the first 16 bytes of `H(join statement)`"],
  [limits.nameMaxLength, 40, "name ≤ 40"],
  [limits.noteMaxLength, 140, "note ≤ 140"],
  [limits.firstMessageTimeoutMs, 10_000, "first message within 10 s"],
  [limits.resumeWindowMs, 60_000, "60 s to resume"],
  [limits.pingEveryMs, 25_000, "ping every 25 s"],
  [limits.deadAfterMs, 60_000, "dead after 60 s"],
  [limits.turnLifeMs, 3_600_000, "secret, username))`, 1 h"],
  [limits.sessionsPerKey, 3, "At most 3 sessions a key"],
  [limits.meshMaxMembers, 12, "12 in a mesh"],
  [limits.socketsPerAddress, 100, "100 sockets an address"],
  [limits.unauthenticatedPerAddress, 20, "20 of them unauthenticated"],
  [limits.joinsPerMinute, 30, "30 joins a minute"],
  [limits.failedTriesBeforeDelay, 10, "10 failed tries in 10 minutes"],
  [limits.failedTriesWindowMs, 600_000, "10 failed tries in 10 minutes"],
  [limits.relayPerSecond, 60, "relay 60 messages/s"],
  [limits.relayBurst, 200, "a burst of 200"],
  [limits.relayBytesPerSecond, 256 * 1_024, "256 KiB/s a socket"],
  [limits.queuedMaxBytes, 256 * 1_024, "256 KiB queued"],
  [limits.roomsMax, 10_000, "10,000 rooms"],
  [limits.knocksPerRoom, 5, "5 knocks pending"],
  [limits.knocksPerMinute, 1, "1 a minute an address"],
  [limits.listsPerMinute, 30, "30 list versions a minute"],
  [limits.chatMaxLength, 4_000, "text ≤ 4,000"],
  [limits.fileMaxBytes, 2 ** 40, "A size is at most 2⁴⁰ bytes"],
  [limits.fileNameMaxLength, 120, "≤ 120 characters"],
  [limits.fileChunkMaxBytes, 65_536, "1 to 65,536 bytes"],
  [limits.fileBlockBytes, 1_048_576, "Blocks are 1 MiB"],
] as const)("the limit %d is what the page says: %d, %s", (inCode, inWords, says) => {
  expect(inCode).toBe(inWords);
  expect(page).toContain(says);
});
