import { beforeAll, describe, expect, test } from "vitest";
import { type Bytes, compareBytes } from "../../protocol/bytes.ts";
import { derivePair, type Pair, type PairInput } from "../../protocol/pairwise.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import { pairOf } from "../support/protocol/pairs.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { makeRoom, type Room } from "../support/protocol/room-facts.ts";
import { makeDhKey } from "../support/protocol/session-keys.ts";

const message = new Uint8Array([1, 2, 3]);
let room: Room;
let anna: Member;
let ben: Member;
let input: PairInput;

beforeAll(async () => {
  room = await makeRoom();
  anna = await makeMember(room);
  ben = await makeMember(room);
  input = {
    room: room.roomId,
    myHash: ben.verified.hash,
    theirHash: anna.verified.hash,
    myDh: ben.session.dh.privateKey,
    theirDh: anna.session.dh.point,
  };
});

test("lo is whose join statement has the bytewise smaller hash", async () => {
  const [ofAnna, ofBen] = [await pairOf(anna, ben), await pairOf(ben, anna)];
  const annaIsLo = compareBytes(anna.verified.hash, ben.verified.hash) < 0;
  expect([ofAnna.mySide, ofBen.mySide]).toEqual(annaIsLo ? ["lo", "hi"] : ["hi", "lo"]);
  expect(ofAnna.salt).toEqual(ofBen.salt);
});

test("no key of the pair can be exported", async () => {
  const { bindKey } = await pairOf(anna, ben);
  expect(bindKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("raw", bindKey)).rejects.toThrow();
});

test("nobody pairs with themselves", async () => {
  await expectRefusal(() => pairOf(anna, anna), "session-keys", "auth");
});

describe("whoever sees anything else shares no key", () => {
  const differs: readonly [string, () => Promise<Partial<PairInput>>][] = [
    ["another room", async () => ({ room: (await makeRoom()).roomId })],
    ["another statement of the same person", async () => ({ theirHash: await otherHash(anna) })],
    ["another statement of one's own", async () => ({ myHash: await otherHash(ben) })],
    ["another key than the certified one", async () => ({ theirDh: (await makeDhKey()).point })],
    ["another key of one's own", async () => ({ myDh: (await makeDhKey()).privateKey })],
  ];

  // Same keys, another statement: what an unknown key share would look like.
  async function otherHash(of: Member): Promise<Bytes> {
    const { identity, session } = of;
    return (await makeMember(room, { identity, session })).verified.hash;
  }

  test.each(differs)("%s", async (_, difference) => {
    const honest = await derivePair(input);
    const changed = await derivePair({ ...input, ...(await difference()) });
    for (const purpose of ["signaling", "channel"] as const) {
      for (const [from, to] of [
        [await pairOf(anna, ben), changed],
        [changed, await pairOf(anna, ben)],
      ] as const) {
        const box = await from[purpose].seal(message);
        await expectRefusal(() => to[purpose].open(box), "box", "auth");
      }
    }
    const data = new Uint8Array(32);
    const mac = async ({ bindKey }: Pair): Promise<Uint8Array> =>
      new Uint8Array(await crypto.subtle.sign("HMAC", bindKey, data));
    expect(await mac(changed)).not.toEqual(await mac(honest));
  });
});

test.each([
  ["a compressed point", (point: Bytes) => point.with(0, 2 + (point[64]! & 1)).slice(0, 33)],
  ["infinity", () => new Uint8Array(1)],
  ["a point off the curve", (point: Bytes) => point.with(64, point[64]! ^ 1)],
  ["a point too long", (point: Bytes) => new Uint8Array([...point, 0])],
])("refuses %s as the other's key", async (_, change) => {
  const theirDh = change(anna.session.dh.point);
  await expectRefusal(() => derivePair({ ...input, theirDh }), "point", "auth");
});

test("refuses a room id that is none", async () => {
  await expectRefusal(() => derivePair({ ...input, room: "x" }), "encoding", "format");
});
