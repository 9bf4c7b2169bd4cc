import { mustLeave, firstView } from "../../../../../protocol/access-list.ts";
import { parseJoin } from "../../../../../protocol/join.ts";
import type { PeerStatement } from "../../../../../protocol/messages.ts";
import { verifyList } from "../../../../../protocol/signed-list.ts";
import type { Attack, World } from "../attack.ts";
import { ownSession } from "../forgery.ts";
import type { Line } from "../line.ts";

/** The server lies about who is here. */
export const presenceAttacks = {
  "hide-leaving": {
    does: "tells nobody that somebody has left",
    begin: () => ({ down: (frame) => (frame.type === "peer-left" ? [] : [frame]) }),
  },
  "invent-leaving": {
    does: "tells everybody that everybody else has left",
    begin: (world) => ({
      strike: () => {
        for (const line of world.lines()) {
          for (const { peerId } of othersOf(world, line)) {
            line.toClient({ type: "peer-left", peerId, reason: "left" });
          }
        }
      },
    }),
  },
  ghost: {
    does: "shows everybody who was ever here, by the statements that they once signed",
    begin: (world) => ({
      down: (frame, line) => {
        if (frame.type !== "joined") return [frame];
        const here = new Set(frame.peers.map(({ peerId }) => peerId));
        const ghosts = othersOf(world, line).filter(({ peerId }) => !here.has(peerId));
        return [{ ...frame, peers: [...frame.peers, ...ghosts] }];
      },
      strike: () => {
        for (const line of world.lines()) {
          for (const peer of othersOf(world, line)) {
            line.toClient({ type: "peer-joined", ...peer });
          }
        }
      },
    }),
  },
  "admit-key": {
    does: "lets a key of its own in, which no list has",
    begin: (world) => ({
      down: async (frame) => {
        const like = world.statements()[0];
        if (frame.type !== "joined" || like === undefined) return [frame];
        return [{ ...frame, peers: [...frame.peers, await ownSession(like, world.key)] }];
      },
      strike: async () => {
        const like = world.statements()[0];
        if (like === undefined) return;
        const stranger = await ownSession(like, world.key);
        for (const line of world.lines()) line.toClient({ type: "peer-joined", ...stranger });
      },
    }),
  },
  "reverse-peers": {
    does: "tells whoever joins of the others in the reverse order",
    begin: () => ({
      down: (frame) =>
        frame.type === "joined" ? [{ ...frame, peers: frame.peers.toReversed() }] : [frame],
    }),
  },
  "invent-admin": {
    does: "tells whoever waits at the door that an admin is here, by a session of its own",
    begin: (world) => ({
      down: async (frame) => {
        const like = world.statements()[0];
        if (frame.type !== "waiting" || like === undefined) return [frame];
        return [{ ...frame, admins: [await ownSession(like, world.key, { powers: "admit" })] }];
      },
    }),
  },
  "keep-removed": {
    does: "keeps those whom the list removes: their sockets, their boxes, their place in the call",
    begin: (world) => keepRemoved(world),
  },
  "end-call": {
    does: "tells everybody that their session has gone on elsewhere",
    begin: (world) => ({
      strike: () => {
        for (const line of world.lines()) {
          line.toClient({ type: "error", code: "stale", message: "replaced", fatal: true });
        }
      },
    }),
  },
} as const satisfies Record<string, Attack>;

/** The real server has closed the sockets of the removed: from there on this one serves them. */
function keepRemoved(world: World): ReturnType<Attack["begin"]> {
  const kept = new Set<Line>();
  const peerOf = (peerId: string | null): PeerStatement | undefined =>
    world.statements().find((statement) => statement.peerId === peerId);
  const keptWith = (peerId: string): Line | undefined =>
    [...kept].find((line) => line.peerId() === peerId);
  return {
    mayClose: (line) => {
      kept.add(line);
      return false;
    },
    up: (frame, line) => {
      const from = line.peerId();
      if (frame.type !== "relayed" || from === null) return [frame];
      const to = world.lines().find((other) => other.peerId() === frame.peerId);
      if (!kept.has(line) && !(to !== undefined && kept.has(to))) return [frame];
      to?.toClient({ ...frame, peerId: from });
      return [];
    },
    down: (frame, line) => {
      const isOfKept = frame.type === "peer-left" && keptWith(frame.peerId) !== undefined;
      if (isOfKept || (frame.type === "error" && frame.code === "denied")) return [];
      if (frame.type !== "peer-left" || frame.reason !== "removed") return [frame];
      // Said of a socket that is about to be closed: it has not left as far as anybody is told.
      return line.peerId() === frame.peerId ? [frame] : [];
    },
    strike: async () => {
      const newest = world.lists().at(-1);
      if (newest === undefined) return;
      for (const line of world.lines()) {
        const removed = peerOf(line.peerId());
        if (removed === undefined) continue;
        const { room, key } = parseJoin(removed.payload);
        const outcome = firstView(await verifyList(newest, room), Date.now());
        if (outcome.outcome !== "accepted" || !mustLeave(outcome.view, key)) continue;
        for (const other of world.lines()) {
          if (other !== line) other.toClient({ type: "peer-joined", ...removed });
        }
      }
    },
  };
}

function othersOf(world: World, line: Line): PeerStatement[] {
  const room = line.roomId();
  return world
    .statements()
    .filter((peer) => peer.peerId !== line.peerId() && parseJoin(peer.payload).room === room);
}
