import type { FileMessage } from "../../../protocol/channel/files.ts";
import { createPace, type Pace } from "../chat/pace.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer, CallFeature, Person } from "../features/feature.ts";
import { type FileStore, sourceOf } from "./file-ports.ts";
import { type FilesActions, type FilesView, isOver } from "./files-view.ts";
import { createIncoming } from "./incoming.ts";
import { createOutgoing } from "./outgoing.ts";
import type { Transfer } from "./transfer.ts";

export interface Files {
  readonly feature: CallFeature;
  readonly view: () => FilesView;
  readonly actions: FilesActions;
}

export interface FilesDeps {
  readonly clock: Clock;
  readonly changed: () => void;
  readonly store: FileStore;
}

/** Files at once that a person can send, and that wait for an answer from one other. */
const sendMax = 20;
const offersMax = sendMax;
const offerEveryMs = 3_000;
/** Kept in the list; what is over makes room for what is not. */
const listMax = 100;

interface Listed {
  readonly id: number;
  readonly atMs: number;
  readonly peer: BoundPeer;
  /** `in 5` of this peer: both sides count theirs from 1. */
  readonly key: string;
  readonly transfer: Transfer;
  /** Of somebody who left: the name alone is kept. */
  lastPerson: Person | null;
}

interface Correspondent {
  readonly peer: BoundPeer;
  readonly offers: Pace;
  nextId: number;
  /** The newest of theirs: an id that was used is not used again. */
  newestOffer: number;
}

export function createFiles(deps: FilesDeps): Files {
  const { clock, changed } = deps;
  const people = new Map<string, Correspondent>();
  let listed: Listed[] = [];
  let nextId = 1;
  let unread = 0;

  const list = (peer: BoundPeer, key: string, transfer: Transfer): void => {
    const surplus = listed.length - listMax + 1;
    const over = listed.filter((each) => isOver(each.transfer.view().state)).slice(0, surplus);
    if (surplus > 0) listed = listed.filter((each) => !over.includes(each));
    listed.push({ id: nextId, atMs: clock.now(), peer, key, transfer, lastPerson: null });
    nextId += 1;
    changed();
  };
  const ofPeer = ({ peerId }: BoundPeer): readonly Listed[] =>
    listed.filter(({ peer }) => peer.peerId === peerId);
  const find = (peer: BoundPeer, key: string): Transfer | undefined =>
    ofPeer(peer).find((each) => each.key === key)?.transfer;

  const send = (file: File, to: Correspondent): void => {
    const { peer } = to;
    const id = to.nextId;
    to.nextId += 1;
    const transfer = createOutgoing({ id, source: sourceOf(file), peer, clock, changed });
    list(peer, `out ${id}`, transfer);
    transfer.attached();
  };

  const onOffer = (from: Correspondent, offer: FileMessage & { type: "file-offer" }): void => {
    const { peer } = from;
    const { id, name, size } = offer;
    // Once more after a new link: it is known, or it was put away.
    if (id <= from.newestOffer) return;
    from.newestOffer = id;
    const waiting = ofPeer(peer).filter(
      ({ key, transfer }) => key.startsWith("in") && transfer.view().state === "offered",
    );
    if (waiting.length >= offersMax || listed.length >= 2 * listMax || !from.offers.take()) {
      return peer.send({ type: "file-stop", id, mine: false, why: "too-many" });
    }
    const { store } = deps;
    list(peer, `in ${id}`, createIncoming({ id, name, size, peer, store, clock, changed }));
    unread += 1;
  };

  const receive = (from: Correspondent, message: FileMessage): void => {
    switch (message.type) {
      case "file-offer":
        return onOffer(from, message);
      case "file-chunk":
      case "file-end":
        return find(from.peer, `in ${message.id}`)?.receive(message);
      case "file-want":
      case "file-done":
        return find(from.peer, `out ${message.id}`)?.receive(message);
      case "file-pause":
      case "file-stop":
        return find(from.peer, `${message.mine ? "in" : "out"} ${message.id}`)?.receive(message);
    }
  };

  const depart = (peer: BoundPeer): void => {
    people.delete(peer.peerId);
    for (const each of ofPeer(peer)) {
      each.transfer.left();
      each.lastPerson = peer.person();
    }
    changed();
  };

  const withFile =
    (act: (transfer: Transfer) => void) =>
    (id: number): void => {
      const found = listed.find((each) => each.id === id);
      if (found !== undefined) act(found.transfer);
    };

  return {
    feature: {
      attached: (peer) => {
        if (!people.has(peer.peerId)) {
          const offers = createPace(clock, offersMax, offerEveryMs);
          people.set(peer.peerId, { peer, offers, nextId: 1, newestOffer: 0 });
        }
        for (const { transfer } of ofPeer(peer)) transfer.attached();
      },
      message: (peer, message) => {
        const from = people.get(peer.peerId);
        if (from !== undefined && isFileMessage(message)) receive(from, message);
      },
      detached: (peer) => {
        for (const { transfer } of ofPeer(peer)) transfer.detached();
      },
      left: depart,
      ended: () => {
        for (const { peer } of people.values()) depart(peer);
      },
    },
    view: () => ({
      unread,
      files: listed.map(({ id, atMs, peer, transfer, lastPerson }) => ({
        id,
        atMs,
        peerId: peer.peerId,
        person: lastPerson ?? peer.person(),
        ...transfer.view(),
      })),
    }),
    actions: {
      sendFiles: (files, peerIds) => {
        for (const file of files.slice(0, sendMax)) {
          for (const peerId of peerIds) {
            const to = people.get(peerId);
            if (to !== undefined) send(file, to);
          }
        }
      },
      acceptFile: withFile((file) => file.accept()),
      refuseFile: withFile((file) => file.refuse()),
      pauseFile: (id, isPaused) => withFile((file) => file.pause(isPaused))(id),
      cancelFile: withFile((file) => file.cancel()),
      saveFile: withFile((file) => file.save()),
      dismissFile: (id) => {
        listed = listed.filter((each) => each.id !== id || !isOver(each.transfer.view().state));
        changed();
      },
      readFiles: () => {
        if (unread === 0) return;
        unread = 0;
        changed();
      },
    },
  };
}

function isFileMessage(message: { readonly type: string }): message is FileMessage {
  return message.type.startsWith("file-");
}
