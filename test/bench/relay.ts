import {
  exchange,
  openLatchkeyPair,
  type OpenPair,
  openPeerjsPair,
  openRawPair,
  type Pair,
} from "./load/pairs.ts";
import { people } from "./load/people.ts";
import { inParallel } from "./load/within.ts";
import { inOrder, roughly } from "./measure.ts";
import type { Program } from "./programs/program.ts";
import { names, startLatchkey, startPeerjs, startRawWs } from "./programs/servers.ts";
import { compare, type Row } from "./row.ts";

/** Relay of 1.4 KB messages between 100 pairs, one of each pair under way at any time. */

const pairCount = 100;
const warmUpTurns = 150;
/** A round goes round the programs this often: what else the machine does changes by the second. */
const slices = 8;
const turns = 60;

const contenders = [
  { name: names.latchkey, start: startLatchkey, open: openLatchkeyPair },
  { name: names.rawWs, start: startRawWs, open: openRawPair },
  { name: names.peerjs, start: startPeerjs, open: openPeerjsPair },
] as const;

export const relay: Row = {
  name: "relay",
  run: async ({ rounds, scale, told }) => {
    const count = Math.max(2, Math.round(pairCount * scale));
    await people(2 * count);
    const figures = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, perCpuSecond } of await oneRound(count)) {
        figures.get(name)?.push(perCpuSecond);
        told(`round ${round + 1} of ${rounds}, ${name}: ${roughly(perCpuSecond)}`);
      }
    }
    const compared = {
      row: "relay",
      what: `relay of 1.4 KB, ${count} pairs`,
      unit: "messages a CPU-second",
    };
    return (
      [
        [names.rawWs, 0.9],
        [names.peerjs, 1.4],
      ] as const
    ).map(([against, atLeast]) =>
      compare(
        { ...compared, against, reach: { atLeast } },
        figures.get(names.latchkey),
        figures.get(against),
      ),
    );
  },
};

/** All programs at once, each in a process of its own, and one after the other at work. */
async function oneRound(count: number): Promise<{ name: string; perCpuSecond: number }[]> {
  const running: Running[] = [];
  try {
    for (const { name, start, open } of contenders) {
      const it = await begin(name, await start(), open, count);
      running.push(it);
    }
    for (let slice = 0; slice < slices; slice += 1) {
      for (const it of inOrder(running, slice)) await work(it);
    }
    return running.map(({ name, messages, micros }) => ({
      name,
      perCpuSecond: (messages * 1_000_000) / micros,
    }));
  } finally {
    for (const { pairs, program } of running) {
      for (const { line } of pairs.flat()) line.cut();
      await program.close();
    }
  }
}

interface Running {
  readonly name: string;
  readonly program: Program;
  readonly pairs: readonly Pair[];
  messages: number;
  micros: number;
}

async function begin(
  name: string,
  program: Program,
  open: OpenPair,
  count: number,
): Promise<Running> {
  try {
    const pairs = await inParallel(Array.from({ length: count }), 20, (_, index) =>
      open(program.port, index),
    );
    await exchange(pairs, warmUpTurns);
    return { name, program, pairs, messages: 0, micros: 0 };
  } catch (error) {
    await program.close();
    throw error;
  }
}

/** Nothing is under way at either reading, so exactly these messages lie between them. */
async function work(running: Running): Promise<void> {
  const { program, pairs } = running;
  const before = await program.cpuMicros();
  running.messages += await exchange(pairs, turns);
  running.micros += (await program.cpuMicros()) - before;
}
