import { setTimeout as wait } from "node:timers/promises";
import type { Line } from "./load/line.ts";
import { openPeerjsMember, openRawMember } from "./load/other-members.ts";
import { people } from "./load/people.ts";
import { fillRoom, planRoom } from "./load/seats.ts";
import { inParallel } from "./load/within.ts";
import { inTurn } from "./measure.ts";
import type { Program } from "./programs/program.ts";
import { names, startLatchkey, startPeerjs, startRawWs } from "./programs/servers.ts";
import { compare, type Row } from "./row.ts";

/** What an idle member costs: resident memory with 5,000 of them and without, after collection. */

const memberCount = 5_000;
/** Members that come and go first, so that what a program makes once is not counted. */
const firstCount = 2_000;
const idleMs = 2_000;

interface RoomToOpen {
  readonly port: number;
  readonly index: number;
  readonly size: number;
  /** Members of the rooms before it. */
  readonly before: number;
}

type OpenRoom = (room: RoomToOpen) => Promise<Line[]>;

export const memory: Row = {
  name: "memory",
  run: async ({ rounds, scale, told }) => {
    const count = Math.round(memberCount * scale);
    await people(count);
    const measured = (start: () => Promise<Program>, open: OpenRoom) => async () => {
      const program = await start();
      try {
        return [await bytesPerMember(program, open, count)];
      } finally {
        await program.close();
      }
    };
    const figures = await inTurn(
      [
        { name: names.latchkey, measure: measured(startLatchkey, openLatchkeyRoom) },
        { name: names.rawWs, measure: measured(startRawWs, openRawRoom) },
        { name: names.peerjs, measure: measured(startPeerjs, openPeerjsMembers) },
      ],
      rounds,
      told,
    );
    const what = `idle member, ${count.toLocaleString("en-US")} of them in rooms of 2 to 10`;
    const unit = "bytes resident";
    const of = (name: string): readonly number[] | undefined => figures.get(name)?.[0];
    return (
      [
        [names.rawWs, 1.15],
        [names.peerjs, 1],
      ] as const
    ).map(([against, atMost]) =>
      compare(
        { row: "memory", what, unit, against, reach: { atMost } },
        of(names.latchkey),
        of(against),
      ),
    );
  },
};

async function bytesPerMember(program: Program, open: OpenRoom, count: number): Promise<number> {
  const first = await openMembers(
    program.port,
    open,
    Math.ceil((firstCount * count) / memberCount),
  );
  for (const line of first) line.leave();
  await wait(idleMs);
  const before = await program.residentBytes();
  const lines = await openMembers(program.port, open, count);
  await wait(idleMs);
  const after = await program.residentBytes();
  for (const line of lines) line.cut();
  return (after - before) / lines.length;
}

async function openMembers(port: number, open: OpenRoom, count: number): Promise<Line[]> {
  const rooms: RoomToOpen[] = [];
  for (let before = 0; before < count; before += rooms.at(-1)?.size ?? count) {
    const size = Math.min(count - before, 2 + (rooms.length % 9));
    rooms.push({ port, index: rooms.length, size, before });
  }
  return (await inParallel(rooms, 20, open)).flat();
}

const openLatchkeyRoom: OpenRoom = async ({ port, size, before }) => {
  const [host, ...guests] = (await people(before + size)).slice(before);
  if (host === undefined) throw new Error("too few people");
  const seats = await fillRoom(port, await planRoom(port, host, guests));
  return seats.map(({ line }) => line);
};

const openRawRoom: OpenRoom = ({ port, index, size }) =>
  inParallel(Array.from({ length: size }), size, async () => {
    const line = await openRawMember(port, `room ${index}`);
    line.ignoreAll();
    return line;
  });

/** It knows no rooms: clients find each other by id. Theirs send a heartbeat every five seconds. */
const openPeerjsMembers: OpenRoom = ({ port, index, size }) =>
  inParallel(Array.from({ length: size }), size, async (_, member) => {
    const line = await openPeerjsMember(port, `member-${index}-${member}`);
    line.say('{"type":"HEARTBEAT"}');
    line.ignoreAll();
    return line;
  });
