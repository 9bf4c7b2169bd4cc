import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../../protocol/bytes.ts";
import {
  type ChannelMessage,
  parseChannelMessage,
  writeChannelMessage,
} from "../../protocol/channel-messages.ts";
import { parseFileChunk, writeFileChunk } from "../../protocol/channel/files-chunk.ts";
import { createFileHash } from "../../protocol/channel/files-hash.ts";
import { toFileName } from "../../protocol/channel/files-name.ts";
import { fileBlockBytes, fileMaxBytes, fileNameMaxLength } from "../../protocol/limits.ts";
import { refusalOf } from "../support/protocol/refusal.ts";

const parse = (value: unknown) => parseChannelMessage(utf8(JSON.stringify(value)));
const hash = "A".repeat(43);

const messages: readonly ChannelMessage[] = [
  { type: "file-offer", id: 1, name: "plan.pdf", size: 0 },
  { type: "file-offer", id: 0xffff_ffff, name: "Überschlag 2.ods", size: fileMaxBytes },
  { type: "file-want", id: 1, from: 0, until: 0 },
  { type: "file-want", id: 1, from: 5, until: 10 },
  { type: "file-end", id: 1, hash },
  { type: "file-done", id: 1, good: true },
  { type: "file-pause", id: 1, mine: false, paused: true },
  { type: "file-stop", id: 1, mine: true, why: "cancelled" },
  { type: "file-chunk", id: 3, offset: 0, bytes: Uint8Array.of(7) },
  { type: "file-chunk", id: 3, offset: fileMaxBytes - 1, bytes: new Uint8Array(65_536).fill(9) },
];

test.each(messages)("$type is read as it was written", (message) => {
  expect(parseChannelMessage(writeChannelMessage(message))).toStrictEqual(message);
});

test.each([
  ["no id", { type: "file-offer", name: "a", size: 1 }],
  ["id 0", { type: "file-offer", id: 0, name: "a", size: 1 }],
  ["an id beyond 32 bits", { type: "file-done", id: 2 ** 32, good: true }],
  ["no name", { type: "file-offer", id: 1, size: 1 }],
  ["a name too long", { type: "file-offer", id: 1, name: "x".repeat(121), size: 1 }],
  ["a size below 0", { type: "file-offer", id: 1, name: "a", size: -1 }],
  ["half a byte", { type: "file-offer", id: 1, name: "a", size: 1.5 }],
  ["a size beyond any disk", { type: "file-offer", id: 1, name: "a", size: 2 ** 41 }],
  ["a text for a size", { type: "file-offer", id: 1, name: "a", size: "1" }],
  ["an end before the beginning", { type: "file-want", id: 1, from: 2, until: 1 }],
  ["no end", { type: "file-want", id: 1, from: 2 }],
  ["a hash too short", { type: "file-end", id: 1, hash: hash.slice(1) }],
  ["a hash that is none", { type: "file-end", id: 1, hash: "!".repeat(43) }],
  ["an unknown reason", { type: "file-stop", id: 1, mine: true, why: "toString" }],
])("refuses %s", async (_, value) => {
  await refusalOf(() => parse(value));
});

describe("a piece of a file", () => {
  const whole = writeFileChunk({ type: "file-chunk", id: 1, offset: 2, bytes: Uint8Array.of(3) });

  test("is refused without bytes, with too many, and beyond the end of any file", async () => {
    for (let length = 1; length < whole.length; length += 1) {
      await refusalOf(() => parseFileChunk(whole.slice(0, length)));
    }
    await refusalOf(() => parseFileChunk(concat(whole, new Uint8Array(65_536))));
    const far = whole.slice();
    new DataView(far.buffer).setBigUint64(5, BigInt(fileMaxBytes));
    await refusalOf(() => parseFileChunk(far));
    new DataView(far.buffer).setBigUint64(5, 2n ** 64n - 1n);
    await refusalOf(() => parseFileChunk(far));
  });

  test("cannot be said in JSON", () => {
    expect(parse({ type: "file-chunk", id: 1, offset: 0, bytes: "AA" })).toBeNull();
  });
});

describe("a file name", () => {
  test.each([
    ["../../etc/passwd", "_.._etc_passwd"],
    ["C:\\Windows\\system32\\a.dll", "C__Windows_system32_a.dll"],
    ["photo\u202egpj.exe", "photogpj.exe"],
    ["a\u0000b\nc.txt", "abc.txt"],
    [".bashrc", "bashrc"],
    ["report.pdf. . .", "report.pdf"],
    ["CON", "_CON"],
    ["aux.txt", "_aux.txt"],
    ["LPT1.tar.gz", "_LPT1.tar.gz"],
    ["console.log", "console.log"],
    ['a<b>c:d"e|f?g*h', "a_b_c_d_e_f_g_h"],
    ["", "file"],
    ["...", "file"],
    ["\u200b\u2066", "file"],
    [`${"x".repeat(200)}.pdf`, `${"x".repeat(116)}.pdf`],
    ["👍".repeat(100), "👍".repeat(60)],
  ])("%j is made %j", (hostile, safe) => {
    expect(toFileName(hostile)).toBe(safe);
  });

  test("is one name, never empty, never too long, and made safe once and for all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
        const safe = toFileName(name);
        expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]|^\.|[. ]$/u);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.length).toBeLessThanOrEqual(fileNameMaxLength);
        expect(toFileName(safe)).toBe(safe);
      }),
    );
  });
});

describe("the hash of a file", () => {
  const node = (...parts: Uint8Array[]): Buffer =>
    createHash("sha256").update(Buffer.concat(parts)).digest();

  test("is the chain over its blocks that the page describes", async () => {
    const size = fileBlockBytes + 5;
    const blocks = [new Uint8Array(fileBlockBytes).fill(1), new Uint8Array(5).fill(2)];
    const sizeBytes = Buffer.alloc(8);
    sizeBytes.writeBigUInt64BE(BigInt(size));
    let wanted = node(Buffer.from("latchkey/1 file\0"), sizeBytes);
    for (const block of blocks) wanted = node(wanted, node(block));
    const made = createFileHash(size);
    await Promise.all(blocks.map((block) => made.add(block)));
    expect(await made.end()).toBe(wanted.toString("base64url"));
  });

  test("differs where the size does, even for nothing", async () => {
    expect(await createFileHash(0).end()).not.toBe(await createFileHash(1).end());
  });
});
