import { describe, expect, test } from "vitest";
import { fromBase64url } from "../../protocol/base64.ts";
import {
  commitmentOf,
  fingerprintBytes,
  fingerprintText,
  macHolds,
  macOf,
  transcriptHash,
} from "../../protocol/bind-crypto.ts";
import { textOf } from "../../protocol/bytes.ts";
import { buildConfirm, parseConfirm } from "../../protocol/confirm.ts";
import { sha256 } from "../../protocol/hash.ts";
import { buildJoin, parseJoin } from "../../protocol/join.ts";
import { derivePair } from "../../protocol/pairwise.ts";
import { blobOfKey, jwkOfKey, jwkThumbprint, keyIdOf } from "../../protocol/public-key.ts";
import { keyOfPoint } from "../../protocol/read-key.ts";
import { buildRoom, parseRoom, roomIdOf } from "../../protocol/room.ts";
import { safetyNumber } from "../../protocol/safety-number.ts";
import { shortCode } from "../../protocol/short-code.ts";
import {
  bytesToSign,
  decodeSshSignature,
  encodeSshSignature,
  namespaces,
} from "../../protocol/sshsig.ts";
import { verifySigned } from "../../protocol/signed.ts";
import { dhKeyOfSecret } from "../support/protocol/session-keys.ts";
import { pointOfSecret } from "../support/protocol/signing-key.ts";
import { fromHex, toHex, vectors } from "../support/protocol/vectors.ts";

const { keys, bind } = vectors;
const alice = { point: pointOfSecret(keys.aliceId.d), kid: keys.aliceId.kid };
const bob = { point: pointOfSecret(keys.bobId.d), kid: keys.bobId.kid };

const statements = [
  {
    name: "joinAlice",
    vector: vectors.joinAlice,
    by: alice,
    namespace: namespaces.join,
    rebuilt: (text: string) => buildJoin(parseJoin(text)),
  },
  {
    name: "joinBob",
    vector: vectors.joinBob,
    by: bob,
    namespace: namespaces.join,
    rebuilt: (text: string) => buildJoin(parseJoin(text)),
  },
  {
    name: "manifest",
    vector: vectors.manifest,
    by: alice,
    namespace: namespaces.room,
    rebuilt: (text: string) => buildRoom(parseRoom(text)),
  },
  {
    name: "confirmBob",
    vector: vectors.confirmBob,
    by: bob,
    namespace: namespaces.confirm,
    rebuilt: (text: string) => buildConfirm(parseConfirm(text)),
  },
] as const;

describe.each(statements)("the statement $name", ({ vector, by, namespace, rebuilt }) => {
  test("is built as it was read, and hashes as published", async () => {
    expect(rebuilt(vector.statement)).toBe(vector.statement);
    expect(toHex(await sha256(vector.statement))).toBe(vector.statementSha256);
  });

  test("is signed over the published bytes", async () => {
    expect(toHex(await bytesToSign(namespace, vector.statement))).toBe(vector.signedDataHex);
  });

  test("turns r and s into the published envelope and back", () => {
    const signature = fromHex(vector.p1363Rfc6979);
    const parts = { key: keyOfPoint(by.point), namespace, signature };
    expect(encodeSshSignature(parts)).toBe(vector.sshsigBase64);
    expect(decodeSshSignature(vector.sshsigBase64)).toEqual(parts);
  });

  test("verifies, by the key that is named", async () => {
    const signed = {
      payload: vector.statement,
      signature: vector.sshsigBase64,
      publicKey: jwkOfKey(keyOfPoint(by.point)),
    };
    expect(await verifySigned(signed, namespace)).toBe(by.kid);
  });
});

test("statements carry the values they were made of", () => {
  expect(parseJoin(vectors.joinAlice.statement)).toMatchObject({
    server: "wss://call.example.org",
    room: vectors.room.room,
    host: alice.kid,
    key: alice.kid,
    powers: "admit",
    sessionDtls: keys.fpAlice,
  });
  expect(parseRoom(vectors.manifest.statement)).toMatchObject({
    salt: vectors.room.salt,
    version: 1,
    previous: null,
    door: "knock",
    locked: false,
    allow: [{ key: bob.kid, role: "member" }],
    deny: [],
  });
  const { channel } = parseConfirm(vectors.confirmBob.statement);
  expect(toHex(fromBase64url(channel, 32))).toBe(bind.T);
});

test("session keys in the statements are those of the published secrets", () => {
  const aliceJoin = parseJoin(vectors.joinAlice.statement);
  const bobJoin = parseJoin(vectors.joinBob.statement);
  expect(fromBase64url(aliceJoin.sessionSign)).toEqual(pointOfSecret(keys.aliceSession));
  expect(fromBase64url(aliceJoin.sessionDh)).toEqual(pointOfSecret(keys.aliceDh));
  expect(fromBase64url(bobJoin.sessionSign)).toEqual(pointOfSecret(keys.bobSession));
  expect(fromBase64url(bobJoin.sessionDh)).toEqual(pointOfSecret(keys.bobDh));
});

test("key ids, thumbprint, room id and safety numbers are as published", async () => {
  expect(await keyIdOf(keyOfPoint(alice.point))).toBe(alice.kid);
  expect(await keyIdOf(keyOfPoint(bob.point))).toBe(bob.kid);
  expect(await jwkThumbprint(jwkOfKey(keyOfPoint(alice.point)))).toBe(vectors.jwkThumbprintAlice);
  expect(await roomIdOf(alice.kid, vectors.room.salt)).toBe(vectors.room.room);
  expect(await safetyNumber(blobOfKey(keyOfPoint(alice.point)))).toBe(vectors.numbers.alice);
  expect(await safetyNumber(blobOfKey(keyOfPoint(bob.point)))).toBe(vectors.numbers.bob);
});

async function pairs() {
  const room = vectors.room.room;
  const aliceHash = fromHex(vectors.joinAlice.statementSha256);
  const bobHash = fromHex(vectors.joinBob.statementSha256);
  const aliceDh = await dhKeyOfSecret(keys.aliceDh);
  const bobDh = await dhKeyOfSecret(keys.bobDh);
  const ofAlice = await derivePair({
    room,
    myHash: aliceHash,
    theirHash: bobHash,
    myDh: aliceDh.privateKey,
    theirDh: bobDh.point,
  });
  const ofBob = await derivePair({
    room,
    myHash: bobHash,
    theirHash: aliceHash,
    myDh: bobDh.privateKey,
    theirDh: aliceDh.point,
  });
  return { ofAlice, ofBob };
}

/** Opens or seals with a published key, beside the code under test. */
async function aes(key: string, usage: "encrypt" | "decrypt", kind: number, counter: number) {
  const ctr = new Uint8Array(8);
  new DataView(ctr.buffer).setUint32(4, counter);
  return {
    key: await crypto.subtle.importKey("raw", fromHex(key), "AES-GCM", false, [usage]),
    ctr,
    parameters: {
      name: "AES-GCM",
      iv: Uint8Array.from([0, 0, 0, 0, ...ctr]),
      additionalData: Uint8Array.from([...Buffer.from("latchkey/1 box\0"), kind, ...ctr]),
    },
  };
}

describe("the pair of Alice and Bob", () => {
  test("has the published sides and salt", async () => {
    const { ofAlice, ofBob } = await pairs();
    expect(ofAlice.mySide).toBe(vectors.pair.aliceIsLo ? "lo" : "hi");
    expect(ofBob.mySide).toBe(vectors.pair.aliceIsLo ? "hi" : "lo");
    expect(toHex(ofAlice.salt)).toBe(vectors.pair.salt);
    expect(toHex(ofBob.salt)).toBe(vectors.pair.salt);
  });

  const directions = [
    { key: "sig lo>hi", from: "ofBob", purpose: "signaling", kind: 1 },
    { key: "sig hi>lo", from: "ofAlice", purpose: "signaling", kind: 1 },
    { key: "app lo>hi", from: "ofBob", purpose: "channel", kind: 2 },
    { key: "app hi>lo", from: "ofAlice", purpose: "channel", kind: 2 },
  ] as const;

  test.each(directions)("seals $from's $purpose with the key $key", async (direction) => {
    const both = await pairs();
    const box = await both[direction.from][direction.purpose].seal(fromHex("c0ffee"));
    const published = vectors.pair[direction.key];
    const { key, ctr, parameters } = await aes(published, "decrypt", direction.kind, 1);
    expect(box.slice(0, 8)).toEqual(ctr);
    const opened = await crypto.subtle.decrypt(parameters, key, box.slice(8));
    expect(toHex(new Uint8Array(opened))).toBe("c0ffee");
  });

  test.each(directions)("opens what was sealed with the key $key", async (direction) => {
    const both = await pairs();
    const to = both[direction.from === "ofAlice" ? "ofBob" : "ofAlice"][direction.purpose];
    const published = vectors.pair[direction.key];
    const { key, ctr, parameters } = await aes(published, "encrypt", direction.kind, 7);
    const sealed = await crypto.subtle.encrypt(parameters, key, fromHex("c0ffee"));
    const box = new Uint8Array([...ctr, ...new Uint8Array(sealed)]);
    expect(toHex(await to.open(box))).toBe("c0ffee");
  });

  test("has the published key for the bind", async () => {
    const { ofAlice } = await pairs();
    const hmac = { name: "HMAC", hash: "SHA-256" };
    const published = fromHex(vectors.pair.bind);
    const key = await crypto.subtle.importKey("raw", published, hmac, false, ["sign"]);
    const data = fromHex("00");
    const [mine, expected] = [
      await crypto.subtle.sign("HMAC", ofAlice.bindKey, data),
      await crypto.subtle.sign("HMAC", key, data),
    ];
    // As bytes: the content of two ArrayBuffers is not compared.
    expect(new Uint8Array(mine)).toEqual(new Uint8Array(expected));
  });

  test("seals the published box, of kind 1, from Alice to Bob", async () => {
    const { ofAlice, ofBob } = await pairs();
    const wire = fromBase64url(vectors.box.wire);
    const plaintext = new TextEncoder().encode(vectors.box.plaintext);
    expect(await ofAlice.signaling.seal(plaintext)).toEqual(wire);
    expect(textOf(await ofBob.signaling.open(wire))).toBe(vectors.box.plaintext);
  });
});

describe("the bind of Alice and Bob", () => {
  const nonceAlice = fromHex(bind.nonceAlice);
  const nonceBob = fromHex(bind.nonceBob);

  test("commits as published", async () => {
    const aliceHash = fromHex(vectors.joinAlice.statementSha256);
    const bobHash = fromHex(vectors.joinBob.statementSha256);
    expect(toHex(await commitmentOf(nonceAlice, aliceHash))).toBe(bind.commitAlice);
    expect(toHex(await commitmentOf(nonceBob, bobHash))).toBe(bind.commitBob);
  });

  test("reaches the published transcript, MACs and short code from both sides", async () => {
    const { ofAlice, ofBob } = await pairs();
    const conn = fromHex(bind.conn);
    const fpAlice = fingerprintBytes(keys.fpAlice);
    const fpBob = fingerprintBytes(keys.fpBob);
    const seenByAlice = await transcriptHash({
      pair: ofAlice,
      conn,
      myFingerprint: fpAlice,
      theirFingerprint: fpBob,
      myNonce: nonceAlice,
      theirNonce: nonceBob,
    });
    const seenByBob = await transcriptHash({
      pair: ofBob,
      conn,
      myFingerprint: fpBob,
      theirFingerprint: fpAlice,
      myNonce: nonceBob,
      theirNonce: nonceAlice,
    });
    expect(toHex(seenByAlice)).toBe(bind.T);
    expect(toHex(seenByBob)).toBe(bind.T);
    expect(toHex(await macOf(ofBob, "lo", seenByBob))).toBe(bind.macLo);
    expect(toHex(await macOf(ofAlice, "hi", seenByAlice))).toBe(bind.macHi);
    const [macLo, macHi] = [bind.macLo, bind.macHi].map((mac) =>
      Buffer.from(mac, "hex").toString("base64url"),
    );
    expect(await macHolds(ofAlice, macLo!, seenByAlice)).toBe(true);
    expect(await macHolds(ofBob, macHi!, seenByBob)).toBe(true);
    expect(await macHolds(ofAlice, macHi!, seenByAlice)).toBe(false);
    for (const pair of [ofAlice, ofBob]) {
      expect(shortCode(await pair.shortCodeBytes(seenByAlice))).toEqual(bind.sas);
    }
  });

  test("reads and writes fingerprints", () => {
    expect(fingerprintText(fingerprintBytes(keys.fpAlice))).toBe(keys.fpAlice);
  });
});
