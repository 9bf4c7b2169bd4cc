import { parseJoin } from "../protocol/join.ts";
import { buildRoom, type RoomStatement } from "../protocol/room.ts";
import type { Anchor, SignedList, VerifiedList } from "../protocol/signed-list.ts";
import type { Signed } from "../protocol/signed.ts";
import { decodeSshSignature, encodeSshSignature, namespaces } from "../protocol/sshsig.ts";
import { flat } from "./flat.ts";
import { type PackedJoin, packJoin, unpackJoin } from "./packed-join.ts";
import { jwkOf, keyOf, type PackedKey, packKey } from "./packed-key.ts";

/** What a session's signature rests on. */
interface Grounds {
  /** The session's signing key. */
  readonly signer: PackedKey;
  readonly by: PackedJoin;
  /** 64 bytes, as text; the text that it signs is in the anchor. */
  readonly anchorSignature: string;
}

const byHost = { as: "host" } as const;

/**
 * An access list as a room keeps it: its texts are made again from what was read from them. There is
 * one accepted text and one envelope per meaning, so they come out as they were.
 */
class KeptList implements VerifiedList {
  readonly list: RoomStatement;
  readonly hash: string;
  readonly signedBy: VerifiedList["signedBy"];
  readonly anchor: Anchor | null;
  readonly #hostKey: PackedKey;
  readonly #signature: string;
  readonly #grounds: Grounds | null;

  constructor(verified: VerifiedList, hostKey: PackedKey, known: readonly string[]) {
    const { list, hash, signedBy, anchor, signed } = verified;
    const keep = createKeep(known);
    this.list = keptStatement(list, keep);
    this.hash = flat(hash);
    this.signedBy = signedBy.as === "host" ? byHost : { as: "session", key: keep(signedBy.key) };
    this.anchor = anchor && { list: keptStatement(anchor.list, keep), hash: flat(anchor.hash) };
    this.#hostKey = hostKey;
    this.#signature = packSignature(signed);
    this.#grounds = signedBy.as === "host" ? null : groundsOf(signed);
  }

  /** What came beside a list that the host's own key signed was not verified: it is not kept. */
  get signed(): SignedList {
    const payload = buildRoom(this.list);
    const grounds = this.#grounds;
    if (grounds === null || this.signedBy.as === "host" || this.anchor === null) {
      return unpackSigned(payload, this.#signature, this.#hostKey);
    }
    const { room, host } = this.list;
    return {
      ...unpackSigned(payload, this.#signature, grounds.signer),
      by: unpackJoin(grounds.by, { room, host, key: this.signedBy.key }),
      anchor: unpackSigned(buildRoom(this.anchor.list), grounds.anchorSignature, this.#hostKey),
    };
  }
}

/**
 * `hostKey` is the public key of the list's host. Texts that are among `known`, such as the keys of
 * the version before, are those very texts afterwards: they are then in memory once.
 */
export function keepList(
  list: VerifiedList,
  hostKey: PackedKey,
  known: readonly string[] = [],
): VerifiedList {
  return new KeptList(list, hostKey, known);
}

/** The host's public key, from whichever version their identity key signed. */
export function hostKeyOf({ signedBy, signed }: VerifiedList): PackedKey {
  if (signedBy.as === "host") return packKey(signed.publicKey);
  if (signed.anchor === undefined) throw new Error("a session's list is verified with its anchor");
  return packKey(signed.anchor.publicKey);
}

/** The keys that a list names. */
export function keysIn({ host, allow, deny }: RoomStatement): string[] {
  return [host, ...allow.map(({ key }) => key), ...deny];
}

function groundsOf({ publicKey, by, anchor }: SignedList): Grounds {
  if (by === undefined || anchor === undefined) throw new Error("a session's list has its grounds");
  return {
    signer: packKey(publicKey),
    by: packJoin(by, parseJoin(by.payload)),
    anchorSignature: packSignature(anchor),
  };
}

function packSignature({ signature }: Signed): string {
  return Buffer.from(decodeSshSignature(signature).signature).toString("latin1");
}

function unpackSigned(payload: string, signature: string, signer: PackedKey): Signed {
  return {
    payload,
    signature: encodeSshSignature({
      key: keyOf(signer),
      namespace: namespaces.room,
      signature: new Uint8Array(Buffer.from(signature, "latin1")),
    }),
    publicKey: jwkOf(signer),
  };
}

function keptStatement(list: RoomStatement, keep: (text: string) => string): RoomStatement {
  return {
    room: keep(list.room),
    host: keep(list.host),
    salt: keep(list.salt),
    version: list.version,
    previous: list.previous && keep(list.previous),
    door: list.door,
    locked: list.locked,
    issuedAtMs: list.issuedAtMs,
    expiresAtMs: list.expiresAtMs,
    allow: list.allow.map(({ key, role }) => ({ key: keep(key), role })),
    deny: list.deny.map(keep),
  };
}

function createKeep(known: readonly string[]): (text: string) => string {
  const texts = new Map(known.map((text) => [text, text]));
  return (text) => {
    const same = texts.get(text);
    if (same !== undefined) return same;
    const copy = flat(text);
    texts.set(copy, copy);
    return copy;
  };
}
