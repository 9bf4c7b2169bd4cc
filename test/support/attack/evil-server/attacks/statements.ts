import { toBase64url } from "../../../../../protocol/base64.ts";
import { randomBytes } from "../../../../../protocol/bytes.ts";
import { parseJoin } from "../../../../../protocol/join.ts";
import type { PeerStatement } from "../../../../../protocol/messages.ts";
import { makeDhKey, makeFingerprint } from "../../../protocol/session-keys.ts";
import { withLine } from "../../../protocol/text-changes.ts";
import type { Attack, Tamper, World } from "../attack.ts";
import { ownSession, resigned, rewritten } from "../forgery.ts";

/** The server hands out other statements than the ones that people signed. */
export const statementAttacks = {
  "swap-fingerprint": {
    does: "puts a certificate of its own into everybody's statement",
    begin: changing((peer) => rewritten(peer, { sessionDtls: makeFingerprint() })),
  },
  "swap-dh": {
    does: "puts a DH key of its own into everybody's statement",
    begin: changing(async (peer) => rewritten(peer, { sessionDh: (await makeDhKey()).pointText })),
  },
  resign: {
    does: "as swap-fingerprint, and signs the statement anew with a key of its own",
    begin: changing((peer, { key }) => resigned(peer, key, { sessionDtls: makeFingerprint() })),
  },
  impostor: {
    does: "puts a session of its own, under a key of its own, in everybody's place",
    begin: changing((peer, { key }) => ownSession(peer, key)),
  },
  "wrong-peer-id": {
    does: "gives everybody's statement a peer id that is not its own",
    begin: changing((peer) => ({ ...peer, peerId: toBase64url(randomBytes(16)) })),
  },
  "two-fingerprints": {
    does: "adds a second fingerprint line to everybody's statement",
    begin: changing((peer) => withFingerprint(peer, (own) => `${own}\nSession DTLS: ${own}`)),
  },
  "odd-case": {
    does: "writes everybody's fingerprint in lower case",
    begin: changing((peer) => withFingerprint(peer, (own) => own.toLowerCase())),
  },
  "carriage-return": {
    does: "ends everybody's fingerprint line in CR LF",
    begin: changing((peer) => withFingerprint(peer, (own) => `${own}\r`)),
  },
  "line-feed": {
    does: "breaks everybody's fingerprint in two lines",
    begin: changing((peer) => withFingerprint(peer, (own) => own.replace(" ", "\n"))),
  },
  tab: {
    does: "writes a tab into everybody's fingerprint",
    begin: changing((peer) => withFingerprint(peer, (own) => own.replace(" ", "\t"))),
  },
  "sha-1": {
    does: "gives everybody a SHA-1 fingerprint",
    begin: changing((peer) =>
      withFingerprint(peer, (own) => own.replace("sha-256", "sha-1").slice(0, 65)),
    ),
  },
  "point-off-curve": {
    does: "gives everybody a DH key that is not on the curve",
    begin: changing((peer) => withDh(peer, (point) => point.with(64, point[64]! ^ 1))),
  },
  "point-at-infinity": {
    does: "gives everybody the point at infinity as DH key",
    begin: changing((peer) => withDh(peer, () => new Uint8Array(65))),
  },
  "point-compressed": {
    does: "gives everybody their own DH key in its compressed form",
    begin: changing((peer) =>
      withDh(peer, (point) => point.slice(0, 33).with(0, 2 + (point[64]! & 1))),
    ),
  },
  "point-of-another-curve": {
    does: "gives everybody a DH key of secp256k1",
    begin: changing((peer) => withDh(peer, () => generatorOfSecp256k1)),
  },
  "private-jwk": {
    does: "adds a private key to everybody's public one",
    begin: changing((peer) => ({
      ...peer,
      publicKey: { ...peer.publicKey, d: toBase64url(randomBytes(32)) },
    })),
  },
} as const satisfies Record<string, Attack>;

const generatorOfSecp256k1 = new Uint8Array(
  Buffer.from(
    "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798" +
      "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
    "hex",
  ),
);

type Change = (peer: PeerStatement, world: World) => PeerStatement | Promise<PeerStatement>;

/** `change` to every statement of a participant that goes to a client. */
function changing(change: Change): (world: World) => Tamper {
  return (world) => ({
    down: async (frame) => {
      switch (frame.type) {
        case "peer-joined":
          return [{ ...frame, ...(await change(frame, world)) }];
        case "joined": {
          const peers = await Promise.all(frame.peers.map(async (peer) => change(peer, world)));
          return [{ ...frame, peers }];
        }
        case "waiting": {
          const admins = await Promise.all(frame.admins.map(async (peer) => change(peer, world)));
          return [{ ...frame, admins }];
        }
        default:
          return [frame];
      }
    },
  });
}

function withFingerprint(peer: PeerStatement, change: (own: string) => string): PeerStatement {
  const { sessionDtls } = parseJoin(peer.payload);
  return { ...peer, payload: withLine(peer.payload, "Session DTLS", change(sessionDtls)) };
}

function withDh(peer: PeerStatement, change: (point: Uint8Array) => Uint8Array): PeerStatement {
  const point = new Uint8Array(Buffer.from(parseJoin(peer.payload).sessionDh, "base64url"));
  return { ...peer, payload: withLine(peer.payload, "Session DH", toBase64url(change(point))) };
}
