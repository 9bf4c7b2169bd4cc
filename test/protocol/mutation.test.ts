import { afterAll, describe, expect, test, vi } from "vitest";
import { toBase64, toBase64url } from "../../protocol/base64.ts";
import { createOpen, createSeal } from "../../protocol/box.ts";
import { utf8 } from "../../protocol/bytes.ts";
import { ProtocolError } from "../../protocol/codes.ts";
import { pinSdp } from "../../protocol/pin-sdp.ts";
import { blobOfKey, jwkOfKey } from "../../protocol/public-key.ts";
import { keyOfBlob, keyOfPoint, parsePublicJwk } from "../../protocol/read-key.ts";
import { buildRoom, parseRoom } from "../../protocol/room.ts";
import { verifySigned } from "../../protocol/signed.ts";
import { namespaces } from "../../protocol/sshsig.ts";
import { keyIdOf } from "../support/protocol/key-ids.ts";
import { exactParsers, jsonParsers, readLink } from "../support/protocol/parsers.ts";
import { sdpOffer } from "../support/protocol/sdp.ts";
import { pointOfSecret } from "../support/protocol/signing-key.ts";
import { createStrictness } from "../support/protocol/strictness.ts";
import { changedBytes, changedTexts } from "../support/protocol/text-changes.ts";
import { fromHex, vectors } from "../support/protocol/vectors.ts";

// Seconds of work; many more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

// Every vector, changed at every place: refused, or accepted as something else that is itself
// written in the one accepted way. What was signed is refused at every change.
const { judge, tally } = createStrictness();
const characters = ["A", "b", "0", "-", " ", "\n", "\r", "\0", "é"];
const alice = pointOfSecret(vectors.keys.aliceId.d);

afterAll(() => {
  expect(tally.refused + tally.accepted).toBeGreaterThan(150_000);
  expect(tally.refused).toBeGreaterThan(tally.accepted);
});

/** As `judge`, for what refuses or accepts by a promise. */
async function mustRefuse(act: () => Promise<unknown>, what: string): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    tally.refused += 1;
    return;
  }
  throw new Error(`accepted: ${what}`);
}

const list = parseRoom(vectors.manifest.statement);
const longList = buildRoom({
  ...list,
  version: 2,
  previous: list.room,
  allow: [{ key: keyIdOf(1), role: "cohost" }],
  deny: [keyIdOf(2)],
});
const resume = [
  "Latchkey v1: resume a call",
  "Server: ws://localhost:3000",
  `Room: ${list.room}`,
  `Session: ${list.room}`,
  `Nonce: ${list.room}`,
  "Issued At: 2026-08-28T10:00:00.000Z",
  "",
].join("\n");

describe("read alone", () => {
  test.each([
    ["join", vectors.joinAlice.statement],
    ["room", vectors.manifest.statement],
    ["room", longList],
    ["confirm", vectors.confirmBob.statement],
    ["resume", resume],
    ["envelope", vectors.joinAlice.sshsigBase64],
    ["point", toBase64url(alice)],
    ["fingerprint", vectors.keys.fpAlice],
    ["keyId", vectors.keys.aliceId.kid],
    ["origin", "wss://call.example.org"],
    ["origin", "ws://localhost:3000"],
  ] as const)("%s (%#)", (name, text) => {
    const rebuild = exactParsers[name]!;
    judge(text, rebuild);
    for (const changed of changedTexts(text, characters)) judge(changed, rebuild);
  });

  test("a key blob, in every bit", () => {
    const blob = blobOfKey(keyOfPoint(alice));
    const rebuild = (bytes: typeof blob): Uint8Array => blobOfKey(keyOfBlob(bytes));
    judge(blob, rebuild);
    for (const changed of changedBytes(blob, [1, 2, 4, 8, 16, 32, 64, 128])) {
      judge(changed, rebuild);
    }
  });

  test("an envelope, in every bit", () => {
    const envelope = new Uint8Array(Buffer.from(vectors.joinAlice.sshsigBase64, "base64"));
    for (const changed of changedBytes(envelope, [1, 2, 4, 8, 16, 32, 64, 128])) {
      judge(toBase64(changed), exactParsers["envelope"]!);
    }
  });

  test("a public JWK", () => {
    const jwk = jwkOfKey(keyOfPoint(alice));
    const fields: Readonly<Record<string, string>> = { ...jwk };
    const rebuild = (text: string): string => JSON.stringify(parsePublicJwk(JSON.parse(text)));
    for (const field of ["kty", "crv", "x", "y"] as const) {
      for (const changed of changedTexts(fields[field]!, characters)) {
        judge(JSON.stringify({ ...jwk, [field]: changed }), rebuild);
      }
    }
  });

  test("a room link, which is read as an address bar would", () => {
    const link = `https://call.example.org/r/${list.room}#k=${list.salt}&i=${list.salt}`;
    const others = [...characters, "?", "#", "@", "/", "\\", "%", "&", "\t", ":"];
    for (const changed of changedTexts(link, others)) judge(changed, readLink);
  });
});

describe("what was signed is refused at every change of", () => {
  const signed = {
    payload: vectors.joinAlice.statement,
    signature: vectors.joinAlice.sshsigBase64,
    publicKey: jwkOfKey(keyOfPoint(alice)),
  };

  test("its text", async () => {
    for (const payload of changedTexts(signed.payload, ["A"])) {
      if (payload === signed.payload) continue;
      await mustRefuse(() => verifySigned({ ...signed, payload }, namespaces.join), payload);
    }
  });

  test("its envelope", async () => {
    const envelope = new Uint8Array(Buffer.from(signed.signature, "base64"));
    for (const changed of changedBytes(envelope)) {
      const signature = toBase64(changed);
      await mustRefuse(() => verifySigned({ ...signed, signature }, namespaces.join), signature);
    }
  });
});

describe("a message, in every character", () => {
  // Statement and signature are texts of any form to whoever reads a message, and changed above.
  const triple = {
    payload: "statement\n",
    signature: "AAAA",
    publicKey: jwkOfKey(keyOfPoint(alice)),
  };
  const peerId = list.salt;
  const box = toBase64(new Uint8Array(24));
  const iceServers = [{ urls: ["turns:a.example"], username: "1:x", credential: "y" }];
  const id = list.room;
  const conn = list.salt;
  const line = "candidate:1 1 udp 1 192.0.2.1 9 typ host";
  const candidate = { candidate: line, sdpMid: "0", sdpMLineIndex: 0 };
  const issuedAt = "2026-08-28T10:00:00.000Z";
  const room = { host: triple.publicKey, salt: list.salt };

  test.each([
    ["client", { type: "request", version: 1, roomId: id }],
    ["client", { type: "create", list: triple }],
    ["client", { type: "auth", ...triple }],
    ["client", { type: "resume", payload: "resume\n", signature: "AAAA", join: triple }],
    ["client", { type: "knock", ...triple, peerId, box }],
    ["client", { type: "list", ...triple, by: triple, anchor: triple }],
    ["server", { type: "challenge", roomId: id, issuedAt, nonce: id, ttlMs: 300_000, room }],
    [
      "server",
      { type: "joined", peerId, list: triple, peers: [], iceServers, resumeAfterMs: 60_000 },
    ],
    ["server", { type: "waiting", admins: [{ peerId, ...triple }] }],
    ["server", { type: "peer-joined", peerId, ...triple }],
    ["server", { type: "peer-left", peerId, reason: "lost" }],
    ["server", { type: "ice-servers", iceServers }],
    ["server", { type: "error", code: "rate", message: "", fatal: true, retryAfterMs: 1 }],
    ["channel", { type: "hello", name: "Zoe" }],
    [
      "channel",
      { type: "media", microphone: true, camera: false, screen: true, screenAudio: false },
    ],
    ["channel", { type: "head", version: 7, hash: id }],
    ["channel", { type: "confirm?", nonce: id }],
    ["channel", { type: "confirm", ...triple }],
    ["signal", { type: "offer", conn, sdp: "v=0\r\n" }],
    ["signal", { type: "candidate", conn, candidate }],
    ["knock", { name: "Zoe", note: "me", secret: id, token: id }],
    ["bind", { type: "b1", commit: id }],
    ["bind", { type: "b3", mac: id }],
  ] as const)("%s: $type (%#)", (name, message) => {
    const text = JSON.stringify(message);
    const rebuild = jsonParsers[name]!;
    const before = tally.accepted;
    judge(text, rebuild);
    expect(tally.accepted).toBe(before + 1);
    const others = ['"', "{", "}", ",", ":", "0", "\\", "\n"];
    for (const changed of changedTexts(text, others)) judge(changed, rebuild);
  });
});

test("a box, in every byte, for both kinds", async () => {
  const raw = new Uint8Array(32).fill(1);
  const key = (usage: KeyUsage) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, [usage]);
  for (const kind of [1, 2] as const) {
    const box = await createSeal(await key("encrypt"), kind)(utf8('{"type":"bye"}'));
    const open = createOpen(await key("decrypt"), kind);
    const masks = kind === 1 ? Array.from({ length: 255 }, (_, i) => i + 1) : [1, 128];
    for (const changed of changedBytes(box, masks)) {
      await mustRefuse(() => open(changed), Buffer.from(changed).toString("hex"));
    }
    expect(Buffer.from(await open(box)).toString()).toBe('{"type":"bye"}');
  }
});

test("the published box", async () => {
  const published = fromHex(vectors.pair["sig hi>lo"]);
  const key = await crypto.subtle.importKey("raw", published, "AES-GCM", false, ["decrypt"]);
  const open = createOpen(key, 1);
  const box = new Uint8Array(Buffer.from(vectors.box.wire, "base64url"));
  for (const changed of changedBytes(box, [1, 2, 4, 8, 16, 32, 64, 128])) {
    await mustRefuse(() => open(changed), Buffer.from(changed).toString("hex"));
  }
  expect(Buffer.from(await open(box)).toString()).toBe(vectors.box.plaintext);
});

test("an offer, in every character, comes out with the certified fingerprint alone", () => {
  const [mine, evil] = [vectors.keys.fpAlice, vectors.keys.fpBob];
  const offer = sdpOffer(evil);
  for (const changed of changedTexts(offer, ["\r", "\n", "\t", " ", "a", "=", "m"])) {
    let out: string;
    try {
      out = pinSdp(changed, mine);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      tally.refused += 1;
      continue;
    }
    tally.accepted += 1;
    const sections = out.split(/^m=/m);
    const pinned = sections.map((section) => section.split(`a=fingerprint:${mine}\r\n`).length - 1);
    const isPinned = pinned.every((count, i) => count === (i === 0 ? 0 : 1));
    const isAlone = out.match(/^a=fingerprint/gim)?.length === sections.length - 1;
    if (!isPinned || !isAlone) throw new Error(`not pinned: ${JSON.stringify(changed)}`);
  }
});
