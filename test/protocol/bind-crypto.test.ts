import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import type { BindFrame } from "../../protocol/bind.ts";
import { fingerprintBytes, parseBindFrame, writeBindFrame } from "../../protocol/bind-crypto.ts";
import { randomBytes } from "../../protocol/bytes.ts";
import { shortCode, shortCodeSigns } from "../../protocol/short-code.ts";
import { type BindEnd, bindBoth } from "../support/protocol/bind-runs.ts";
import { makeMember, type Member } from "../support/protocol/joins.ts";
import { pairOf } from "../support/protocol/pairs.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { makeRoom } from "../support/protocol/room-facts.ts";
import { makeFingerprint } from "../support/protocol/session-keys.ts";

let anna: Member;
let ben: Member;
let ends: { anna: BindEnd; ben: BindEnd };
const conn = randomBytes(16);

beforeAll(async () => {
  const room = await makeRoom();
  anna = await makeMember(room);
  ben = await makeMember(room);
});
beforeEach(async () => {
  ends = { anna: await end(anna, ben), ben: await end(ben, anna) };
});

async function end(me: Member, them: Member, change: Partial<BindEnd> = {}): Promise<BindEnd> {
  return {
    pair: await pairOf(me, them),
    conn,
    myFingerprint: fingerprintBytes(me.session.dtls),
    theirFingerprint: fingerprintBytes(them.session.dtls),
    ...change,
  };
}

describe("two ends of one channel", () => {
  test("are bound, to one transcript and one short code", async () => {
    const [one, two] = await bindBoth(ends.anna, ends.ben);
    expect([one.state, two.state]).toEqual([{ step: "bound" }, { step: "bound" }]);
    expect(one.transcript).toEqual(two.transcript);
    const codes = await Promise.all(
      [ends.anna, ends.ben].map(async ({ pair }) =>
        shortCode(await pair.shortCodeBytes(one.transcript!)),
      ),
    );
    expect(codes[0]).toEqual(codes[1]);
    expect(codes[0]).toHaveLength(7);
    for (const sign of codes[0]!) expect(shortCodeSigns[sign]).toBeDefined();
  });

  test("never reach the same transcript twice", async () => {
    const [one] = await bindBoth(ends.anna, ends.ben);
    const [again] = await bindBoth(await end(anna, ben), await end(ben, anna));
    expect(one.transcript).not.toEqual(again.transcript);
  });
});

describe("are not bound where", () => {
  const other = fingerprintBytes(makeFingerprint());
  test.each([
    ["the transport of one uses another certificate", { myFingerprint: other }],
    ["one sees another certificate in use", { theirFingerprint: other }],
    ["they mean two connections", { conn: randomBytes(16) }],
  ])("%s", async (_, change) => {
    const [one, two] = await bindBoth(ends.anna, await end(ben, anna, change));
    expect([one.state, two.state]).toEqual([
      { step: "failed", check: "mac" },
      { step: "failed", check: "mac" },
    ]);
  });

  test("one of them is somebody else", async () => {
    const eve = await makeMember(await makeRoom());
    const evil = await end(eve, anna, { myFingerprint: fingerprintBytes(ben.session.dtls) });
    const [one] = await bindBoth(ends.anna, evil);
    expect(one.state).toEqual({ step: "failed", check: "commitment" });
  });

  test.each([
    ["their commitment", "b1", "commit", "commitment"],
    ["their nonce", "b2", "n", "commitment"],
    ["their MAC", "b3", "mac", "mac"],
  ] as const)("%s was changed on the way", async (_, type, field, check) => {
    const [one] = await bindBoth(ends.anna, ends.ben, {
      toOne: (frame) =>
        frame.type === type ? { ...frame, [field]: toBase64url(randomBytes(32)) } : frame,
    });
    expect(one.state).toEqual({ step: "failed", check });
  });

  test("somebody echoes everything one says", async () => {
    const [one] = await bindBoth(ends.anna, ends.ben, { echo: true });
    expect(one.state).toEqual({ step: "failed", check: "commitment" });
  });

  test("somebody echoes only the MAC", async () => {
    let mine: BindFrame | undefined;
    const [one] = await bindBoth(ends.anna, ends.ben, {
      toTwo: (frame) => {
        if (frame.type === "b3") mine = frame;
        return frame;
      },
      toOne: (frame) => (frame.type === "b3" ? mine! : frame),
    });
    expect(one.state).toEqual({ step: "failed", check: "mac" });
  });

  test("somebody plays back an earlier bind of the same two", async () => {
    const heard: BindFrame[] = [];
    await bindBoth(await end(anna, ben), await end(ben, anna), {
      toOne: (frame) => {
        heard.push(frame);
        return frame;
      },
    });
    const [one] = await bindBoth(ends.anna, ends.ben, { toOne: () => heard.shift()! });
    expect(one.state).toEqual({ step: "failed", check: "mac" });
  });

  test("one chose the nonce after hearing the other's", async () => {
    // The short code has 42 bits: whoever could choose last could make it what they like.
    const late = toBase64url(randomBytes(32));
    const [one] = await bindBoth(ends.anna, ends.ben, {
      toOne: (frame) => (frame.type === "b2" ? { type: "b2", n: late } : frame),
    });
    expect(one.state).toEqual({ step: "failed", check: "commitment" });
  });
});

describe("a bind frame", () => {
  const id = toBase64url(new Uint8Array(32));
  const frames: readonly BindFrame[] = [
    { type: "b1", commit: id },
    { type: "b2", n: id },
    { type: "b3", mac: id },
  ];

  test.each(frames)("$type is read as it was written", (frame) => {
    expect(parseBindFrame(writeBindFrame(frame))).toStrictEqual(frame);
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["null", "null"],
    ["a list", `[{"type":"b1","commit":"${id}"}]`],
    ["another type", `{"type":"b4","commit":"${id}"}`],
    ["a type from the prototype", `{"type":"constructor","commit":"${id}"}`],
    ["the field of another", `{"type":"b1","n":"${id}"}`],
    ["no field", '{"type":"b2"}'],
    ["a field in __proto__", `{"type":"b3","__proto__":{"mac":"${id}"}}`],
    ["a number", '{"type":"b2","n":5}'],
    ["a list for a text", `{"type":"b2","n":["${id}"]}`],
    ["an application message", '{"type":"hello","name":"Eve"}'],
  ])("is refused where it is %s", async (_, text) => {
    await expectRefusal(() => parseBindFrame(text), "message", "auth");
  });

  test("is refused where its value has another length or form", async () => {
    for (const value of ["", id.slice(1), `${id}A`, `${id}=`, `${id.slice(0, -1)}B`]) {
      const text = JSON.stringify({ type: "b2", n: value });
      await expectRefusal(() => parseBindFrame(text), "encoding", "format");
    }
  });

  test("is refused where it is long, before it is read", async () => {
    const long = `{"type":"b1","commit":"${id}"}${" ".repeat(256)}`;
    await expectRefusal(() => parseBindFrame(long), "message", "auth");
  });
});
