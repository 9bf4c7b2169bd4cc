import type { PeerView } from "../../../extension/call/call-view.ts";
import type { Identity } from "../../../extension/shared/identity.ts";
import type { KeyId, PublicJwk } from "../../../protocol/public-key.ts";

/** A key id that is none of anybody: 43 characters drawn from a seed. */
export function fakeKeyId(seed: number): KeyId {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  let state = seed * 0x9e3779b9 + 1;
  const pick = (from: string): string => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return from.charAt(((mixed ^ (mixed >>> 14)) >>> 0) % from.length);
  };
  const head = Array.from({ length: 42 }, () => pick(digits)).join("");
  return `SHA256:${head}${pick("AEIMQUYcgkosw048")}`;
}

/** The base point of P-256, which is nobody's. */
const fakePublicKey: PublicJwk = {
  kty: "EC",
  crv: "P-256",
  x: "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
  y: "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
};

export const me: Identity = {
  keyId: fakeKeyId(0),
  name: "Alice",
  publicKey: fakePublicKey,
  createdAtMs: 1_700_000_000_000,
  origin: "generated",
};

export const work: Identity = { ...me, keyId: fakeKeyId(40), name: "Alice at work" };

const names = [
  "Bob",
  "Carol",
  "Dilan Öztürk",
  "Eve",
  "Farid",
  "Grace Hopper-Wainwright of the Lighthouse",
  "Heidi",
  "Ivan",
  "Judy",
  "Mallory",
  "Niaj",
];

/** Peer number `index`, from 1; known, bound and sending both where nothing else is said. */
export function peer(index: number, changes: Partial<PeerView> = {}): PeerView {
  const name = names[(index - 1) % names.length] ?? "";
  return {
    peerId: `peer-${index}`,
    keyId: fakeKeyId(index),
    knownName: name,
    claimedName: name,
    role: "member",
    link: "bound",
    failedCheck: null,
    confirmedAtMs: null,
    confirming: "idle",
    mayAskAgainInS: null,
    isHeld: false,
    publicKey: fakePublicKey,
    channel: {
      boundAtMs: 1_777_730_400_000,
      isRebuilt: false,
      shortCode: [1, 12, 23, 34, 45, 56, index].map((sign) => sign % 64),
    },
    stream: null,
    screen: null,
    sends: { microphone: true, camera: true },
    audioLevel: 0,
    ...changes,
  };
}

/** Somebody whom I never named: all there is is their word. */
export function stranger(index: number, changes: Partial<PeerView> = {}): PeerView {
  return peer(index, { knownName: null, ...changes });
}
