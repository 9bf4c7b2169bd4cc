import { beforeAll, describe, expect, test } from "vitest";
import { parseSigned, type Signed, signStatement, verifySigned } from "../../protocol/signed.ts";
import {
  bytesToSign,
  decodeSshSignature,
  encodeSshSignature,
  namespaces,
  webCrypto,
} from "../../protocol/sshsig.ts";
import { expectRefusal } from "../support/protocol/refusal.ts";
import {
  makeSigningKey,
  privateJwkOfSecret,
  type SigningKey,
} from "../support/protocol/signing-key.ts";
import { vectors } from "../support/protocol/vectors.ts";

const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const payload = vectors.joinAlice.statement;
let key: SigningKey;
let signed: Signed;

beforeAll(async () => {
  key = await makeSigningKey();
  signed = await signStatement(payload, namespaces.join, key.key, key.sign);
});

describe("a signed statement", () => {
  test("verifies, and names the key that signed", async () => {
    expect(await verifySigned(signed, namespaces.join)).toBe(key.keyId);
    expect(signed).toStrictEqual(parseSigned(JSON.parse(JSON.stringify(signed)), 2_048));
  });

  test("verifies with n − s as well: the other half of the s values is no fault", async () => {
    const parts = decodeSshSignature(signed.signature);
    const s = BigInt(`0x${Buffer.from(parts.signature.slice(32)).toString("hex")}`);
    const other = (n - s).toString(16).padStart(64, "0");
    const signature = new Uint8Array([
      ...parts.signature.slice(0, 32),
      ...Buffer.from(other, "hex"),
    ]);
    const malleated = { ...signed, signature: encodeSshSignature({ ...parts, signature }) };
    expect(malleated.signature).not.toBe(signed.signature);
    expect(await verifySigned(malleated, namespaces.join)).toBe(key.keyId);
  });

  test("is refused for every other purpose", async () => {
    for (const namespace of [namespaces.confirm, namespaces.room, namespaces.resume]) {
      await expectRefusal(() => verifySigned(signed, namespace), "namespace", "auth");
    }
  });

  test("is refused where its envelope was relabelled for another purpose", async () => {
    const parts = decodeSshSignature(signed.signature);
    const signature = encodeSshSignature({ ...parts, namespace: namespaces.room });
    const relabelled = { ...signed, signature };
    await expectRefusal(() => verifySigned(relabelled, namespaces.room), "signature", "auth");
  });

  test("is refused with another key beside it", async () => {
    const other = await makeSigningKey();
    const swapped = { ...signed, publicKey: other.jwk };
    await expectRefusal(() => verifySigned(swapped, namespaces.join), "public-key", "auth");
  });

  test("is refused with another key inside and beside it", async () => {
    const other = await makeSigningKey();
    const parts = { ...decodeSshSignature(signed.signature), key: other.key };
    const swapped = { ...signed, publicKey: other.jwk, signature: encodeSshSignature(parts) };
    await expectRefusal(() => verifySigned(swapped, namespaces.join), "signature", "auth");
  });

  test("is refused with a changed text, a text more or less", async () => {
    const changes = [`${payload}\n`, payload.slice(0, -1), payload.replace("admit", "none"), ""];
    for (const change of changes) {
      const changed = { ...signed, payload: change };
      await expectRefusal(() => verifySigned(changed, namespaces.join), "signature", "auth");
    }
  });

  test("is refused where the bare text was signed, without the envelope's frame", async () => {
    const signature = await key.sign(new TextEncoder().encode(payload));
    const parts = { key: key.key, namespace: namespaces.join, signature };
    const bare = { ...signed, signature: encodeSshSignature(parts) };
    await expectRefusal(() => verifySigned(bare, namespaces.join), "signature", "auth");
  });

  test("asks the verifier it is given about the very bytes that were signed", async () => {
    const asked: unknown[][] = [];
    const verify = (...parts: unknown[]) => {
      asked.push(parts);
      return Promise.resolve(false);
    };
    await expectRefusal(
      () => verifySigned(signed, namespaces.join, { ...webCrypto, verify }),
      "signature",
    );
    const { signature } = decodeSshSignature(signed.signature);
    expect(asked).toEqual([[key.key, await bytesToSign(namespaces.join, payload), signature]]);
  });
});

describe("reading a triple", () => {
  test("keeps the three fields and nothing else", () => {
    const given = { ...signed, extra: 1, publicKey: { ...signed.publicKey, use: "sig" } };
    expect(parseSigned(given, 2_048)).toStrictEqual(signed);
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "x"],
  ])("refuses %s", async (_, value) => {
    await expectRefusal(() => parseSigned(value, 2_048), "message", "format");
  });

  test("refuses fields that lack, are of another type or too long", async () => {
    const changes: readonly object[] = [
      { payload: undefined },
      { payload: 5 },
      { payload: "x".repeat(2_049) },
      { payload: [payload] },
      { signature: undefined },
      { signature: {} },
      { signature: "A".repeat(2_049) },
    ];
    for (const change of changes) {
      const changed = { ...signed, ...change };
      await expectRefusal(() => parseSigned(changed, 2_048), "message", "format");
    }
    const keyless = { ...signed, publicKey: null };
    await expectRefusal(() => parseSigned(keyless, 2_048), "public-key", "format");
  });

  test("tells of a private key before anything else that is wrong", async () => {
    const publicKey = privateJwkOfSecret(vectors.keys.aliceId.d);
    const worst = { payload: 5, signature: null, publicKey };
    await expectRefusal(() => parseSigned(worst, 2_048), "private-key", "private-key");
  });
});
