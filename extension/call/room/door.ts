import { type ListView, standingOf } from "../../../protocol/access-list.ts";
import { toBase64, fromBase64 } from "../../../protocol/base64.ts";
import { linkProof, parseKnockNote, writeKnockNote } from "../../../protocol/knock.ts";
import type { Knock, PeerStatement } from "../../../protocol/messages.ts";
import { type CallFacts, type VerifiedJoin, verifyPeer } from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { KnockView } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { Pairs } from "../peers/pairs.ts";

/** Both sides of the door: asking one admin to be let in, and seeing who asks: section 8. */
export interface Door {
  /** How many of these statements are real admins of this room; the first is asked. */
  readonly wait: (admins: readonly PeerStatement[]) => Promise<number>;
  /** The server lost what it knew: whoever is asked next is asked again. */
  readonly forgetAsked: () => void;
  /** The last knock was not passed on. Does nothing where nobody was asked. */
  readonly knockAgain: () => Promise<void>;
  readonly receive: (knock: Knock) => Promise<void>;
  readonly knocks: () => readonly KnockView[];
  /** The key that a knock is from, or null where there is none such. */
  readonly keyOf: (peerId: string) => KeyId | null;
  readonly dismiss: (peerId: string) => void;
}

export interface DoorInput {
  readonly facts: CallFacts;
  readonly me: VerifiedJoin;
  readonly myName: string;
  /** The room secret of the link, 22 characters. */
  readonly secret: string;
  readonly pairs: Pairs;
  readonly list: () => ListView | null;
  readonly knownName: (key: KeyId) => string | null;
  readonly send: (knock: Knock) => void;
  readonly clock: Clock;
  readonly changed: () => void;
}

/** More than a server lets wait; one that sends more is not worth more memory. */
const knocksMax = 8;

export function createDoor(input: DoorInput): Door {
  const { facts, me, pairs, clock } = input;
  const knocks = new Map<string, KnockView>();
  let asked: VerifiedJoin | null = null;

  const knock = async (admin: VerifiedJoin): Promise<void> => {
    asked = admin;
    const proof = await linkProof(input.secret, me.hash);
    const note = writeKnockNote({ name: input.myName, note: "", secret: proof, token: null });
    const pair = await pairs(admin);
    const box = toBase64(await pair.signaling.seal(note));
    input.send({ type: "knock", peerId: admin.peerId, ...me.signed, box });
  };

  const isOpenTo = (key: KeyId): boolean => {
    const view = input.list();
    return view !== null && standingOf(view, key) === "unlisted";
  };

  return {
    wait: async (statements) => {
      const checked = await Promise.allSettled(
        statements.map((statement) => verifyPeer(statement, facts, clock.now())),
      );
      const admins = checked
        .flatMap((result) => (result.status === "fulfilled" ? [result.value] : []))
        // Only the host: that a cohost is one is shown by a list that is not yet told, and a server
        // could read names by a session of its own that claims to admit.
        .filter(({ join }) => join.key === facts.host && join.powers === "admit");
      const [first] = admins;
      const isAsked = admins.some(({ peerId }) => peerId === asked?.peerId);
      if (first !== undefined && !isAsked) await knock(first);
      return admins.length;
    },
    knockAgain: async () => {
      if (asked !== null) await knock(asked);
    },
    forgetAsked: () => {
      asked = null;
    },
    receive: async (message) => {
      // Whoever was let in or denied elsewhere is not shown, and must not take a place here.
      for (const [peerId, { keyId }] of knocks) if (!isOpenTo(keyId)) knocks.delete(peerId);
      if (knocks.size >= knocksMax) return;
      const them = await verifyPeer(message, facts, clock.now());
      const { key } = them.join;
      if (!isOpenTo(key)) return;
      const pair = await pairs(them);
      const note = parseKnockNote(await pair.signaling.open(fromBase64(message.box)));
      // Their page was loaded anew: one person is one knock.
      for (const [peerId, { keyId }] of knocks) if (keyId === key) knocks.delete(peerId);
      const holdsLink = note.secret === (await linkProof(input.secret, them.hash));
      knocks.set(them.peerId, {
        peerId: them.peerId,
        keyId: key,
        knownName: input.knownName(key),
        claimedName: note.name,
        note: note.note,
        holdsLink,
      });
      input.changed();
    },
    knocks: () => [...knocks.values()].filter(({ keyId }) => isOpenTo(keyId)),
    keyOf: (peerId) => knocks.get(peerId)?.keyId ?? null,
    dismiss: (peerId) => {
      knocks.delete(peerId);
      input.changed();
    },
  };
}
