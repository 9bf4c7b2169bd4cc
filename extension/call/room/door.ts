import { type ListView, standingOf } from "../../../protocol/access-list.ts";
import { toBase64, fromBase64 } from "../../../protocol/base64.ts";
import type { Bytes } from "../../../protocol/bytes.ts";
import { linkProof, parseKnockNote, writeKnockNote } from "../../../protocol/knock.ts";
import type { Knock, PeerStatement } from "../../../protocol/messages.ts";
import { type CallFacts, type VerifiedJoin, verifyPeer } from "../../../protocol/peer-statement.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { OwnInvite } from "../../shared/room-record.ts";
import type { DoorView, KnockView } from "../call-view.ts";
import type { Clock } from "../clock.ts";
import type { Pairs } from "../peers/pairs.ts";

/** Both sides of the door: asking one admin to be let in, and seeing who asks: section 8. */
export interface Door {
  /** How many sessions of the host are here. Who has knocked before is heard by the best admin. */
  readonly wait: (admins: readonly PeerStatement[]) => Promise<number>;
  /** With a note for the host. Where nobody is here yet it goes out as soon as somebody is. */
  readonly knock: (note: string) => Promise<void>;
  /** The server lost what it knew: whoever is asked next is asked again. */
  readonly forgetAsked: () => void;
  /** The last knock was not passed on. Does nothing where nobody was asked. */
  readonly knockAgain: () => Promise<void>;
  readonly view: () => DoorView;
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
  /** The one-time invite of the link, 22 characters, where it had one. */
  readonly invite: string | null;
  readonly pairs: Pairs;
  readonly list: () => ListView | null;
  readonly knownName: (key: KeyId) => string | null;
  readonly send: (knock: Knock) => void;
  /** Those that this wallet made for the room; an empty list where it cannot be asked. */
  readonly invites: () => Promise<readonly OwnInvite[]>;
  /** False where another key used it before. */
  readonly useInvite: (token: string, key: KeyId) => Promise<boolean>;
  readonly clock: Clock;
  readonly changed: () => void;
}

/** More than a server lets wait; one that sends more is not worth more memory. */
const knocksMax = 8;

export function createDoor(input: DoorInput): Door {
  const { facts, me, pairs, clock } = input;
  const knocks = new Map<string, KnockView>();
  let admins: readonly VerifiedJoin[] = [];
  let asked: VerifiedJoin | null = null;
  /** What I say at the door; null until I knock. */
  let myNote: string | null = null;

  const isHost = ({ join }: VerifiedJoin): boolean => join.key === facts.host;
  const bestAdmin = (): VerifiedJoin | null => admins.find(isHost) ?? admins[0] ?? null;

  const knockAt = async (admin: VerifiedJoin): Promise<void> => {
    asked = admin;
    // That somebody else than the host may admit is their word and the server's, until the list is
    // shown: they hear no name and no note, only the proof that I hold the link.
    const words = isHost(admin)
      ? { name: input.myName, note: myNote ?? "" }
      : { name: "", note: "" };
    const secret = await linkProof(input.secret, me.hash);
    const token = input.invite === null ? null : await linkProof(input.invite, me.hash);
    const pair = await pairs(admin);
    const box = toBase64(await pair.signaling.seal(writeKnockNote({ ...words, secret, token })));
    input.send({ type: "knock", peerId: admin.peerId, ...me.signed, box });
  };

  /** At whoever is best to ask now, unless they have been asked. */
  const knockIfDue = async (): Promise<void> => {
    const best = bestAdmin();
    if (myNote === null || best === null) return;
    const isAskedHere = admins.some(({ peerId }) => peerId === asked?.peerId);
    const isBetter = isHost(best) && asked !== null && !isHost(asked);
    if (!isAskedHere || isBetter) await knockAt(best);
  };

  const isOpenTo = (key: KeyId): boolean => {
    const view = input.list();
    return view !== null && standingOf(view, key) === "unlisted";
  };

  const inviteOf = async (
    proof: string | null,
    hash: Bytes,
    key: KeyId,
  ): Promise<KnockView["invite"]> => {
    if (proof === null) return "none";
    for (const { token } of await input.invites()) {
      if ((await linkProof(token, hash)) !== proof) continue;
      return (await input.useInvite(token, key)) ? "good" : "used";
    }
    return "none";
  };

  return {
    wait: async (statements) => {
      const checked = await Promise.allSettled(
        statements.map((statement) => verifyPeer(statement, facts, clock.now())),
      );
      admins = checked
        .flatMap((result) => (result.status === "fulfilled" ? [result.value] : []))
        .filter(({ join }) => join.powers === "admit");
      await knockIfDue();
      return admins.filter(isHost).length;
    },
    knock: async (note) => {
      const isNew = note !== myNote;
      myNote = note;
      const best = bestAdmin();
      if (isNew && best !== null) await knockAt(best);
    },
    knockAgain: async () => {
      if (asked !== null) await knockAt(asked);
    },
    forgetAsked: () => {
      asked = null;
    },
    view: () => {
      const best = bestAdmin();
      const here = best === null ? "nobody" : isHost(best) ? "host" : "cohost";
      return { name: input.myName, note: myNote, here, hasInvite: input.invite !== null };
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
      const holdsLink = note.secret === (await linkProof(input.secret, them.hash));
      const invite = holdsLink ? await inviteOf(note.token, them.hash, key) : "none";
      // Their page was loaded anew: one person is one knock.
      for (const [peerId, { keyId }] of knocks) if (keyId === key) knocks.delete(peerId);
      knocks.set(them.peerId, {
        peerId: them.peerId,
        keyId: key,
        knownName: input.knownName(key),
        claimedName: note.name,
        note: note.note,
        holdsLink,
        invite,
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
