import { beforeAll, describe, expect, test } from "vitest";
import { toBase64url } from "../../protocol/base64.ts";
import { randomBytes } from "../../protocol/bytes.ts";
import { buildConfirm, type ConfirmStatement } from "../../protocol/confirm.ts";
import { verifyConfirmation } from "../../protocol/confirmation.ts";
import { clockSkewMs } from "../../protocol/limits.ts";
import { type Signed, signStatement } from "../../protocol/signed.ts";
import { type Namespace, namespaces } from "../../protocol/sshsig.ts";
import { keyIdOf } from "../support/protocol/key-ids.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import { testTimeMs } from "../support/protocol/room-facts.ts";
import { makeSigningKey, type SigningKey } from "../support/protocol/signing-key.ts";

const id = () => toBase64url(randomBytes(32));
let ben: SigningKey;
let asked: Omit<ConfirmStatement, "issuedAtMs">;

beforeAll(async () => {
  ben = await makeSigningKey();
  asked = { askedBy: keyIdOf(1), room: id(), key: ben.keyId, channel: id(), nonce: id() };
});

function answer(
  change: Partial<ConfirmStatement> = {},
  signer = ben,
  namespace: Namespace = namespaces.confirm,
): Promise<Signed> {
  const text = buildConfirm({ ...asked, issuedAtMs: testTimeMs, ...change });
  return signStatement(text, namespace, signer.key, signer.sign);
}

const verify = async (signed: Promise<Signed>) =>
  verifyConfirmation(await signed, asked, testTimeMs);

test("an answer to what was asked confirms", async () => {
  expect(await verify(answer())).toEqual({ ...asked, issuedAtMs: testTimeMs });
});

describe("an answer confirms nothing where", () => {
  test.each([
    ["another asked", { askedBy: keyIdOf(2) }, "asked-by"],
    ["it is for another room", { room: id() }, "room"],
    ["it is for another channel", { channel: id() }, "channel"],
    ["it answers another question", { nonce: id() }, "nonce"],
    ["it names another key than signed", { key: keyIdOf(3) }, "key"],
    ["it is too old", { issuedAtMs: testTimeMs - clockSkewMs - 1 }, "time"],
    ["it is from the future", { issuedAtMs: testTimeMs + clockSkewMs + 1 }, "time"],
  ] as const)("%s", async (_, change, check) => {
    await expectRefusal(() => verify(answer(change)), check, "auth");
  });

  test("somebody else signed, in their own name or in Ben's", async () => {
    const eve = await makeSigningKey();
    await expectRefusal(() => verify(answer({ key: eve.keyId }, eve)), "key", "auth");
    await expectRefusal(() => verify(answer({}, eve)), "key", "auth");
  });

  test("it was signed for another purpose", async () => {
    for (const namespace of [namespaces.join, namespaces.room, namespaces.resume]) {
      await expectRefusal(() => verify(answer({}, ben, namespace)), "namespace", "auth");
    }
  });

  test("it was changed after it was signed", async () => {
    const signed = await answer({ nonce: id() });
    const changed = { ...signed, payload: (await answer()).payload };
    await expectRefusal(() => verify(Promise.resolve(changed)), "signature", "auth");
  });

  test("it is no confirmation at all", async () => {
    const signed = { ...(await answer()), payload: "yes\n" };
    await expectRefusal(() => verify(Promise.resolve(signed)), "encoding", "format");
  });
});

test("five minutes on either side are fresh", async () => {
  for (const issuedAtMs of [testTimeMs - clockSkewMs, testTimeMs + clockSkewMs]) {
    expect(await verify(answer({ issuedAtMs }))).toMatchObject({ issuedAtMs });
  }
});
