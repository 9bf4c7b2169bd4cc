import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOpen, createSeal, type Open, type Seal } from "../../protocol/box.ts";
import { type Bytes, concat, utf8 } from "../../protocol/bytes.ts";
import type { Pair } from "../../protocol/pairwise.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import { pairOf } from "../support/protocol/pairs.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { makeRoom } from "../support/protocol/room-facts.ts";
import { changedBytes } from "../support/protocol/text-changes.ts";

const message = utf8("hello");
let anna: Member;
let ben: Member;
let ofAnna: Pair;
let ofBen: Pair;

beforeAll(async () => {
  const room = await makeRoom();
  anna = await makeMember(room);
  ben = await makeMember(room);
});
beforeEach(async () => {
  ofAnna = await pairOf(anna, ben);
  ofBen = await pairOf(ben, anna);
});

const refused = (open: Open, box: Bytes) => expectRefusal(() => open(box), "box", "auth");

test("what one seals the other opens, in both directions and for both purposes", async () => {
  for (const purpose of ["signaling", "channel"] as const) {
    for (const [from, to] of [[ofAnna, ofBen] as const, [ofBen, ofAnna] as const]) {
      for (const plaintext of [message, utf8(""), new Uint8Array(100_000).fill(7)]) {
        const box = await from[purpose].seal(plaintext);
        expect(box.length).toBe(plaintext.length + 24);
        expect(Buffer.from(plaintext).equals(await to[purpose].open(box))).toBe(true);
      }
    }
  }
});

describe("refuses", () => {
  test("a box that came before", async () => {
    const box = await ofAnna.channel.seal(message);
    await ofBen.channel.open(box);
    await refused(ofBen.channel.open, box);
  });

  test("the same box twice at once", async () => {
    const box = await ofAnna.channel.seal(message);
    const both = await Promise.allSettled([ofBen.channel.open(box), ofBen.channel.open(box)]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  test("a box that comes after a later one; a gap is fine", async () => {
    const [one, two, three] = [
      await ofAnna.channel.seal(message),
      await ofAnna.channel.seal(message),
      await ofAnna.channel.seal(message),
    ];
    await ofBen.channel.open(one);
    await ofBen.channel.open(three);
    await refused(ofBen.channel.open, two);
  });

  test("one's own box, sent back", async () => {
    const box = await ofAnna.channel.seal(message);
    await refused(ofAnna.channel.open, box);
  });

  test("a box for the other purpose", async () => {
    await refused(ofBen.signaling.open, await ofAnna.channel.seal(message));
    await refused(ofBen.channel.open, await ofAnna.signaling.seal(message));
  });

  test("a box between others", async () => {
    const room = await makeRoom();
    const eve = await makeMember(room);
    const toEve = await pairOf(anna, eve);
    await refused(ofBen.channel.open, await toEve.channel.seal(message));
  });

  test("a box changed in any byte, cut off anywhere or longer, and still opens the honest one", async () => {
    const box = await ofAnna.channel.seal(message);
    for (const changed of changedBytes(box)) await refused(ofBen.channel.open, changed);
    expect(await ofBen.channel.open(box)).toEqual(message);
  });

  test("counter zero, and a forged box with a high counter does not use counters up", async () => {
    const box = await ofAnna.channel.seal(message);
    await refused(ofBen.channel.open, concat(new Uint8Array(8), box.slice(8)));
    await refused(ofBen.channel.open, concat(new Uint8Array(8).fill(255), box.slice(8)));
    expect(await ofBen.channel.open(box)).toEqual(message);
  });

  test("a box whose kind differs under the very same key", async () => {
    const raw = new Uint8Array(32).fill(1);
    const key = (usage: KeyUsage) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, [usage]);
    const seal = createSeal(await key("encrypt"), 1);
    await refused(createOpen(await key("decrypt"), 2), await seal(message));
    expect(await createOpen(await key("decrypt"), 1)(await seal(message))).toEqual(message);
  });
});

/** Seals `plaintexts` at once and gives the boxes in the order in which they came out. */
async function sealAtOnce(seal: Seal, plaintexts: readonly Bytes[]): Promise<Bytes[]> {
  const boxes: Bytes[] = [];
  await Promise.all(plaintexts.map(async (plaintext) => boxes.push(await seal(plaintext))));
  return boxes;
}

test("boxes come out in the order of their counters, however long each takes to seal", async () => {
  // Previously a candidate sealed beside a long offer came out first, and the offer was refused.
  const long = new Uint8Array(8_000_000);
  const boxes = await sealAtOnce(ofAnna.channel.seal, [long, message, long, message, message]);
  const counters = boxes.map((box) => box[7]);
  expect(counters).toEqual([1, 2, 3, 4, 5]);
  for (const box of boxes) await ofBen.channel.open(box);
});

test("a box that could not be opened does not stop those after it", async () => {
  const boxes = await sealAtOnce(ofAnna.channel.seal, [message, message, message]);
  const spoiled = boxes.with(1, boxes[1]!.with(20, boxes[1]![20]! ^ 1));
  const opened = await Promise.allSettled(spoiled.map((box) => ofBen.channel.open(box)));
  expect(opened.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("no counter is used twice, and the ciphertext never repeats", async () => {
  const boxes = await sealAtOnce(
    ofAnna.channel.seal,
    Array.from({ length: 300 }, () => message),
  );
  expect(new Set(boxes.map((box) => Buffer.from(box).toString("hex"))).size).toBe(300);
  expect(new Set(boxes.map((box) => Buffer.from(box.slice(0, 8)).toString("hex"))).size).toBe(300);
});

test("a Buffer from Node's pool is read by its own bytes", async () => {
  // Previously the counter was read from the start of the pool.
  const box = Buffer.from(await ofAnna.channel.seal(message));
  expect(box.byteOffset).toBeGreaterThan(0);
  expect(await ofBen.channel.open(box)).toEqual(message);
  await refused(ofBen.channel.open, box);
});
