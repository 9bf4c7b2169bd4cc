import { expect, test } from "vitest";
import { createWallet } from "../../../extension/background/wallet.ts";
import type { KeyStore } from "../../../extension/background/ports.ts";
import { belongTogether } from "../../../extension/background/self-test.ts";
import { keyIdOfJwk } from "../../../protocol/public-key.ts";
import { fakeKeyStore } from "../../support/background/fake-browser.ts";
import { makeKeyFile } from "../../support/background/key-files.ts";
import { keyIdOf } from "../../support/protocol/key-ids.ts";
import { testTimeMs } from "../../support/protocol/room-facts.ts";

function makeWallet(keys: KeyStore = fakeKeyStore()) {
  let nowMs = testTimeMs;
  return createWallet({ keys, clock: { now: () => nowMs++ } });
}

test("generates a key whose handle nobody can export", async () => {
  const keys = fakeKeyStore();
  const alice = await makeWallet(keys).generate("Alice");
  const { privateKey, publicKey } = keys.stored.get(alice.keyId)!;
  expect(alice.keyId).toBe(await keyIdOfJwk(publicKey));
  expect(privateKey.extractable).toBe(false);
  for (const format of ["pkcs8", "jwk", "raw"] as const) {
    await expect(crypto.subtle.exportKey(format as "pkcs8", privateKey)).rejects.toThrow();
  }
});

test("lists public facts in the order of their making, and no handle", async () => {
  const wallet = makeWallet();
  const made = [await wallet.generate("Zoe"), await wallet.generate("Adam")];
  const listed = await wallet.list();
  expect(listed).toEqual(made);
  expect(Object.keys(listed[0]!).toSorted()).toEqual([
    "createdAtMs",
    "keyId",
    "name",
    "origin",
    "publicKey",
  ]);
});

test("cleans names and refuses those that are empty then", async () => {
  const wallet = makeWallet();
  expect((await wallet.generate("  A\u202Eli\nce ")).name).toBe("A li ce");
  for (const name of ["", "  ", "\u200B\u202E", "\n"]) {
    await expect(wallet.generate(name)).rejects.toMatchObject({ code: "wallet/name-empty" });
  }
});

test("imports a key once", async () => {
  const keys = fakeKeyStore();
  const wallet = makeWallet(keys);
  const { pem, jwk } = makeKeyFile();
  const identity = await wallet.importKey("Work", pem);
  expect(identity).toMatchObject({ name: "Work", origin: "imported" });
  await expect(wallet.importKey("Again", JSON.stringify(jwk))).rejects.toMatchObject({
    code: "wallet/duplicate",
  });
  expect(await wallet.list()).toEqual([identity]);
});

test("stores nothing of a file it refuses", async () => {
  const keys = fakeKeyStore();
  const wallet = makeWallet(keys);
  const { pem } = makeKeyFile();
  for (const text of ["", "x", pem.slice(0, 80), pem + pem]) {
    await expect(wallet.importKey("X", text)).rejects.toMatchObject({ name: "AppError" });
  }
  expect(keys.stored.size).toBe(0);
});

test("a handle that does not sign for the public key fails the self-test", async () => {
  const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
  const ours = await crypto.subtle.generateKey(ecdsa, false, ["sign", "verify"]);
  const { jwk } = makeKeyFile();
  const theirs = { kty: "EC", crv: "P-256", x: jwk.x, y: jwk.y } as const;
  expect(await belongTogether(ours.privateKey, theirs)).toBe(false);
  expect(await belongTogether(ours.publicKey, theirs)).toBe(false);
});

test("renames and removes, and says where there is no such key", async () => {
  const wallet = makeWallet();
  const { keyId } = await wallet.generate("Alice");
  expect(await wallet.rename(keyId, "Alice at work")).toMatchObject({
    keyId,
    name: "Alice at work",
  });
  await expect(wallet.rename(keyIdOf(1), "X")).rejects.toMatchObject({
    code: "wallet/unknown-key",
  });
  await wallet.remove(keyId);
  await expect(wallet.remove(keyId)).rejects.toMatchObject({ code: "wallet/unknown-key" });
  expect(await wallet.list()).toEqual([]);
});

test("signs nothing that the approval machine has not made", async () => {
  const keys = fakeKeyStore();
  const wallet = makeWallet(keys);
  const { keyId } = await wallet.generate("Alice");
  const forged = { identity: keyId, statements: [{ namespace: "latchkey-join-v1", text: "x" }] };
  // The compiler refuses it; so does the wallet, where somebody casts.
  await expect(wallet.sign(forged as never)).rejects.toThrow("not an approval");
});
