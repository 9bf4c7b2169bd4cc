import { createHmac, hkdfSync } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import type { Bytes } from "../../protocol/bytes.ts";
import { pointFromText, pointToText } from "../../protocol/point.ts";
import { sha256 } from "../../protocol/hash.ts";
import { derivePair } from "../../protocol/pairwise.ts";
import { keyOfJwk } from "../../protocol/public-key.ts";
import { keyOfPoint, parsePublicJwk } from "../../protocol/read-key.ts";
import {
  decodeSshSignature,
  encodeSshSignature,
  verifyWithWebCrypto,
} from "../../protocol/sshsig.ts";
import { hasPublishedVectors, wycheproof } from "../support/protocol/published-vectors.ts";
import { refusalOf } from "../support/protocol/refusal.ts";
import { fromHex, toHex, vectors } from "../support/protocol/vectors.ts";

// Seconds of work; many more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

// "acceptable" in Wycheproof means that implementations may differ: whatever is decided, it must be
// a decision and no crash. The four files used here have no such case today.
const wycheproofIsHere = hasPublishedVectors("Wycheproof");

interface EcdsaGroup {
  readonly publicKey: { readonly uncompressed: string };
}
interface EcdsaTest {
  readonly msg: string;
  readonly sig: string;
}

interface EcdhTest {
  readonly public: object;
  readonly private: JsonWebKey;
  readonly shared: string;
}

interface GcmGroup {
  readonly ivSize: number;
  readonly tagSize: number;
}
interface GcmTest {
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
}

interface HkdfTest {
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly size: number;
  readonly okm: string;
}

/** A JWK as the point of a session, which is always on P-256. */
function sessionPointOf(jwk: unknown): Bytes {
  return pointFromText(pointToText(keyOfJwk(parsePublicJwk(jwk)).bytes));
}

describe.skipIf(!wycheproofIsHere)("Wycheproof", () => {
  test("ECDSA on P-256, r ‖ s: signatures verify or not as published", async () => {
    const file = wycheproof<EcdsaGroup, EcdsaTest>("ecdsa_secp256r1_sha256_p1363");
    const wrong: number[] = [];
    let count = 0;
    for (const group of file.testGroups) {
      const key = keyOfPoint(fromHex(group.publicKey.uncompressed));
      for (const { tcId, msg, sig, result } of group.tests) {
        count += 1;
        const verified = await verifyWithWebCrypto(key, fromHex(msg), fromHex(sig));
        if (result !== "acceptable" && verified !== (result === "valid")) wrong.push(tcId);
        if (verified) {
          const parts = { key, namespace: "x", signature: fromHex(sig) };
          expect(decodeSshSignature(encodeSshSignature(parts))).toEqual(parts);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBe(file.numberOfTests);
  });

  test("ECDH on P-256: keys are refused or lead to the published secret, all the way to a pair", async () => {
    const file = wycheproof<object, EcdhTest>("ecdh_secp256r1_webcrypto");
    const room = vectors.room.room;
    const [myHash, theirHash] = [await sha256("me"), await sha256("them")];
    const wrong: number[] = [];
    let count = 0;
    for (const { tests } of file.testGroups) {
      for (const one of tests) {
        count += 1;
        if (one.result === "invalid") {
          await refusalOf(() => sessionPointOf(one.public));
          continue;
        }
        const theirDh = sessionPointOf(one.public);
        const ecdh = { name: "ECDH", namedCurve: "P-256" };
        const myDh = await crypto.subtle.importKey("jwk", one.private, ecdh, false, ["deriveBits"]);
        const pair = await derivePair({ room, myHash, theirHash, myDh, theirDh });
        const shared = fromHex(one.shared);
        const bindKey = hkdfSync("sha256", shared, pair.salt, "latchkey/1 bind", 32);
        const expected = createHmac("sha256", Buffer.from(bindKey)).update("x").digest("hex");
        const mac = await crypto.subtle.sign("HMAC", pair.bindKey, new TextEncoder().encode("x"));
        if (toHex(new Uint8Array(mac)) !== expected) wrong.push(one.tcId);
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBe(file.numberOfTests);
  });

  test("AES-GCM with the lengths of a box: seals and opens as published", async () => {
    const file = wycheproof<GcmGroup, GcmTest>("aes_gcm");
    const groups = file.testGroups.filter(
      ({ ivSize, tagSize }) => ivSize === 96 && tagSize === 128,
    );
    const wrong: number[] = [];
    let count = 0;
    for (const one of groups.flatMap(({ tests }) => tests)) {
      count += 1;
      const usages: KeyUsage[] = ["encrypt", "decrypt"];
      const key = await crypto.subtle.importKey("raw", fromHex(one.key), "AES-GCM", false, usages);
      const parameters = {
        name: "AES-GCM",
        iv: fromHex(one.iv),
        additionalData: fromHex(one.aad),
      };
      const opened = await crypto.subtle
        .decrypt(parameters, key, fromHex(one.ct + one.tag))
        .then((plaintext) => toHex(new Uint8Array(plaintext)))
        .catch(() => "refused");
      if (
        one.result !== "acceptable" &&
        opened !== (one.result === "valid" ? one.msg : "refused")
      ) {
        wrong.push(one.tcId);
      }
      const sealed = await crypto.subtle.encrypt(parameters, key, fromHex(one.msg));
      const isSame = toHex(new Uint8Array(sealed)) === one.ct + one.tag;
      if (one.result !== "acceptable" && isSame !== (one.result === "valid")) wrong.push(one.tcId);
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(190);
  });

  test("HKDF-SHA-256 derives as published", async () => {
    const file = wycheproof<object, HkdfTest>("hkdf_sha256");
    const wrong: number[] = [];
    let count = 0;
    for (const one of file.testGroups.flatMap(({ tests }) => tests)) {
      count += 1;
      const key = await crypto.subtle.importKey("raw", fromHex(one.ikm), "HKDF", false, [
        "deriveBits",
      ]);
      const hkdf = {
        name: "HKDF",
        hash: "SHA-256",
        salt: fromHex(one.salt),
        info: fromHex(one.info),
      };
      const derived = await crypto.subtle
        .deriveBits(hkdf, key, one.size * 8)
        .then((bits) => toHex(new Uint8Array(bits)))
        .catch(() => "refused");
      if (derived !== (one.result === "valid" ? one.okm : "refused")) wrong.push(one.tcId);
    }
    expect(wrong).toEqual([]);
    expect(count).toBe(file.numberOfTests);
  });
});
