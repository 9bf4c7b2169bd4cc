import { expect, test } from "vitest";
import { randomBytes } from "../../protocol/bytes.ts";
import { verifyWithWebCrypto } from "../../protocol/sshsig.ts";
import { createVerifier } from "../../server/verifier.ts";
import { makeSigningKey } from "../support/protocol/signing-key.ts";

test("agrees with WebCrypto on good signatures and on spoiled ones", async () => {
  const verify = createVerifier();
  const { key, sign } = await makeSigningKey();
  for (let times = 0; times < 20; times += 1) {
    const data = randomBytes(200);
    const good = await sign(data);
    expect(await verify(key, data, good)).toBe(true);
    const spoiled = good.slice();
    spoiled[times * 3]! ^= 1 << (times % 8);
    for (const [bytes, signature] of [
      [data, spoiled],
      [randomBytes(200), good],
      [data, new Uint8Array(64)],
      [data, good.slice(1)],
      [data, new Uint8Array(0)],
    ] as const) {
      expect(await verify(key, bytes, signature)).toBe(false);
      expect(await verifyWithWebCrypto(key, bytes, signature)).toBe(false);
    }
  }
});

test("takes no signature for another key's", async () => {
  const verify = createVerifier();
  const keys = await Promise.all(Array.from({ length: 4 }, () => makeSigningKey()));
  for (const [index, { key, sign }] of keys.entries()) {
    const data = randomBytes(50);
    expect(await verify(key, data, await sign(data))).toBe(true);
    const other = keys[(index + 1) % keys.length]!;
    expect(await verify(key, data, await other.sign(data))).toBe(false);
  }
});
