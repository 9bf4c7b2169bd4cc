import { setTimeout as wait } from "node:timers/promises";
import { openPeerjsMember } from "./load/other-members.ts";
import { people } from "./load/people.ts";
import { answer, answerAgain, ask, enter, fillRoom, planRoom, type Seat } from "./load/seats.ts";
import { inParallel } from "./load/within.ts";
import { inTurn } from "./measure.ts";
import type { Program } from "./programs/program.ts";
import { names, startLatchkey, startPeerjs } from "./programs/servers.ts";
import { compare, type Row } from "./row.ts";

/**
 * How many people come in a CPU-second. Here with a challenge, a signed statement, its verification
 * and the list of who may enter, into a room in which the host already is; at peerjs-server with
 * any id and any token.
 */

const joinCount = 1_500;
const warmUpCount = 1_500;
const atOnce = 50;
const noticeMs = 500;

export const joins: Row = {
  name: "joins",
  run: async ({ rounds, scale, told }) => {
    const counts = [warmUpCount, joinCount].map((count) => Math.ceil(count * scale));
    const last = (figures: readonly (readonly number[])[]): readonly number[] =>
      figures.at(-1) ?? [];
    const figures = await inTurn(
      [
        {
          name: names.latchkey,
          measure: () => using(startLatchkey, async (it) => last(await each(counts, it, come))),
        },
        {
          name: names.peerjs,
          measure: () => using(startPeerjs, async (it) => last(await each(counts, it, connect))),
        },
      ],
      rounds,
      told,
    );
    const [joined, resumed] = figures.get(names.latchkey) ?? [];
    const [connected] = figures.get(names.peerjs) ?? [];
    const unit = "joins a CPU-second";
    const against = `${names.peerjs}, unauthenticated`;
    return [
      compare(
        { row: "joins", what: "authenticated join", unit, against, reach: { atLeast: 0.5 } },
        joined,
        connected,
      ),
      compare(
        { row: "joins", what: "authenticated resume", unit, against, reach: { atLeast: 0.9 } },
        resumed,
        connected,
      ),
    ];
  },
};

async function using<Result>(
  start: () => Promise<Program>,
  work: (program: Program) => Promise<Result>,
): Promise<Result> {
  const program = await start();
  try {
    return await work(program);
  } finally {
    await program.close();
  }
}

type Batch = (program: Program, count: number, batch: number) => Promise<readonly number[]>;

async function each(counts: readonly number[], program: Program, run: Batch) {
  const figures: (readonly number[])[] = [];
  for (const [batch, count] of counts.entries()) figures.push(await run(program, count, batch));
  return figures;
}

/** Joins, then resumes, a CPU-second. Signing happens between the measured parts. */
const come: Batch = async (program, count) => {
  const { port } = program;
  const all = await people(2 * count);
  const plans = await inParallel(all.slice(0, count), atOnce, (host, index) =>
    planRoom(port, host, [all[count + index]!]),
  );
  const hosts = await inParallel(plans, atOnce, (plan) => fillRoom(port, { ...plan, guests: [] }));
  const used = createMeter(program);

  const asked = await used(() =>
    inParallel(plans, atOnce, ({ room, guests }) => ask(port, room, guests[0]!)),
  );
  const answers = await inParallel(asked, atOnce, (one) => answer(one));
  const seats = await used(() => inParallel(answers, atOnce, enter));
  const joined = (count * 1_000_000) / used.takeMicros();

  // Their network goes, and comes back.
  for (const { line } of seats) line.cut();
  await wait(noticeMs);
  const askedAgain = await used(() =>
    inParallel(seats, atOnce, ({ room, person }) => ask(port, room, person)),
  );
  const again = await inParallel(askedAgain, atOnce, (one, index) =>
    answerAgain(one, seats[index]!),
  );
  const resumed = await used(() => inParallel(again, atOnce, enter));
  const figures = [joined, (count * 1_000_000) / used.takeMicros()];

  cutAll([...hosts.flat(), ...resumed]);
  await wait(noticeMs);
  return figures;
};

const connect: Batch = async (program, count, batch) => {
  const used = createMeter(program);
  const lines = await used(() =>
    inParallel(Array.from({ length: count }), atOnce, (_, index) =>
      openPeerjsMember(program.port, `member-${batch}-${index}`),
    ),
  );
  const figures = [(count * 1_000_000) / used.takeMicros()];
  for (const line of lines) line.cut();
  await wait(noticeMs);
  return figures;
};

function cutAll(seats: readonly Seat[]): void {
  for (const { line } of seats) line.cut();
}

interface Meter {
  <Result>(part: () => Promise<Result>): Promise<Result>;
  /** What the parts have cost the program since this was last asked. */
  readonly takeMicros: () => number;
}

function createMeter(program: Program): Meter {
  let micros = 0;
  const part = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const before = await program.cpuMicros();
    const result = await work();
    micros += (await program.cpuMicros()) - before;
    return result;
  };
  return Object.assign(part, {
    takeMicros: () => {
      const taken = micros;
      micros = 0;
      return taken;
    },
  });
}
