import { fromBase64url } from "./base64.ts";
import { createOpen, createSeal, type Open, type Seal } from "./box.ts";
import { type Bytes, compareBytes, concat, utf8 } from "./bytes.ts";
import { refuse } from "./codes.ts";
import { sha256 } from "./hash.ts";
import { assertPoint } from "./point.ts";

/** `lo` has the bytewise smaller hash of its join statement; it chooses `conn` and offers. */
export type Side = "lo" | "hi";

/** All that two participants share. Made once a pair, so that counters never start anew. */
export interface Pair {
  readonly mySide: Side;
  /** 32 bytes. */
  readonly salt: Bytes;
  readonly myHash: Bytes;
  readonly theirHash: Bytes;
  /** Through the server, kind 1. */
  readonly signaling: { readonly seal: Seal; readonly open: Open };
  /** Over the data channel, kind 2. */
  readonly channel: { readonly seal: Seal; readonly open: Open };
  /** HMAC-SHA-256 key of the bind handshake. */
  readonly bindKey: CryptoKey;
  /** 6 bytes for the short code, from T of the bind handshake. */
  readonly shortCodeBytes: (transcript: Bytes) => Promise<Bytes>;
}

export interface PairInput {
  /** Room id, 43 characters. */
  readonly room: string;
  readonly myHash: Bytes;
  readonly theirHash: Bytes;
  /** ECDH P-256, usage deriveBits. */
  readonly myDh: CryptoKey;
  /** 65 bytes, on the curve. */
  readonly theirDh: Bytes;
}

/** Derives the keys of section 6. Refuses two equal hashes: that would be talking to oneself. */
export async function derivePair(input: PairInput): Promise<Pair> {
  const order = compareBytes(input.myHash, input.theirHash);
  if (order === 0) throw refuse("auth", "session-keys", "the peer's session is my own");
  const mySide: Side = order < 0 ? "lo" : "hi";
  const [lo, hi] = order < 0 ? [input.myHash, input.theirHash] : [input.theirHash, input.myHash];
  const salt = await sha256(
    concat(utf8("latchkey/1 pair\0"), fromBase64url(input.room, 32), lo, hi),
  );
  const shared = await sharedSecret(input.myDh, input.theirDh);
  const out = mySide === "lo" ? "lo>hi" : "hi>lo";
  const back = mySide === "lo" ? "hi>lo" : "lo>hi";
  const [sigOut, sigBack, appOut, appBack] = await Promise.all([
    boxKey(shared, salt, `sig ${out}`, "encrypt"),
    boxKey(shared, salt, `sig ${back}`, "decrypt"),
    boxKey(shared, salt, `app ${out}`, "encrypt"),
    boxKey(shared, salt, `app ${back}`, "decrypt"),
  ]);
  return {
    mySide,
    salt,
    myHash: input.myHash,
    theirHash: input.theirHash,
    signaling: { seal: createSeal(sigOut, 1), open: createOpen(sigBack, 1) },
    channel: { seal: createSeal(appOut, 2), open: createOpen(appBack, 2) },
    bindKey: await bindKey(shared, salt),
    shortCodeBytes: (transcript) => expand(shared, transcript, "sas", 6),
  };
}

async function sharedSecret(myDh: CryptoKey, theirDh: Bytes): Promise<CryptoKey> {
  // Importers differ on compressed points; here there is one form.
  assertPoint(theirDh);
  const ecdh = { name: "ECDH", namedCurve: "P-256" };
  const their = await crypto.subtle.importKey("raw", theirDh, ecdh, false, []);
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: their }, myDh, 256);
  const key = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveBits"]);
  new Uint8Array(bits).fill(0);
  return key;
}

async function boxKey(
  shared: CryptoKey,
  salt: Bytes,
  label: string,
  usage: "encrypt" | "decrypt",
): Promise<CryptoKey> {
  const bytes = await expand(shared, salt, label, 32);
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, [usage]);
  bytes.fill(0);
  return key;
}

async function bindKey(shared: CryptoKey, salt: Bytes): Promise<CryptoKey> {
  const bytes = await expand(shared, salt, "bind", 32);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, hmac, false, ["sign", "verify"]);
  bytes.fill(0);
  return key;
}

async function expand(
  shared: CryptoKey,
  salt: Bytes,
  label: string,
  lengthBytes: number,
): Promise<Bytes> {
  const info = utf8(`latchkey/1 ${label}`);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, shared, lengthBytes * 8));
}
