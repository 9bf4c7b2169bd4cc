import { randomBytes } from "node:crypto";
import { fromBase64url } from "../../protocol/base64.ts";
import { clientFrame, opcodes } from "./load/frames.ts";
import { type Line, openLine } from "./load/line.ts";
import { people } from "./load/people.ts";
import { fillRoom, planRoom } from "./load/seats.ts";
import { inParallel, within } from "./load/within.ts";
import { inTurn } from "./measure.ts";
import type { Program } from "./programs/program.ts";
import { names, startLatchkey, startPeerjs, startRawWs } from "./programs/servers.ts";
import { compare, type Row } from "./row.ts";

/** Relay of 1.4 KB messages between 100 pairs, one of each pair under way at any time. */

const pairCount = 100;
const messageBytes = 1_400;
const warmUpTurns = 150;
const turns = 500;
const limitMs = 120_000;

/** One end of a pair: its socket, and the frame that reaches the other end. */
interface End {
  readonly line: Line;
  readonly frame: Buffer;
  readonly opcode: number;
  /** What the other end must get in its last bytes. */
  readonly tail: Buffer;
}
type Pair = readonly [End, End];

export const relay: Row = {
  name: "relay",
  run: async ({ rounds, scale, told }) => {
    const count = Math.max(2, Math.round(pairCount * scale));
    await people(2 * count);
    const measured = (start: () => Promise<Program>, open: OpenPair) => async () => {
      const program = await start();
      try {
        return [await messagesPerCpuSecond(program, open, count, scale)];
      } finally {
        await program.close();
      }
    };
    const figures = await inTurn(
      [
        { name: names.latchkey, measure: measured(startLatchkey, openLatchkeyPair) },
        { name: names.rawWs, measure: measured(startRawWs, openRawPair) },
        { name: names.peerjs, measure: measured(startPeerjs, openPeerjsPair) },
      ],
      rounds,
      told,
    );
    const what = `relay of 1.4 KB, ${count} pairs`;
    const unit = "messages a CPU-second";
    const of = (name: string): readonly number[] | undefined => figures.get(name)?.[0];
    return (
      [
        [names.rawWs, 0.9],
        [names.peerjs, 1.4],
      ] as const
    ).map(([against, atLeast]) =>
      compare(
        { row: "relay", what, unit, against, reach: { atLeast } },
        of(names.latchkey),
        of(against),
      ),
    );
  },
};

async function messagesPerCpuSecond(
  program: Program,
  open: OpenPair,
  count: number,
  scale: number,
): Promise<number> {
  const pairs = await inParallel(Array.from({ length: count }), 20, (_, index) =>
    open(program.port, index),
  );
  await exchange(pairs, Math.ceil(warmUpTurns * scale));
  // Nothing is under way at either reading, so exactly these messages lie between them.
  const before = await program.cpuMicros();
  const messages = await exchange(pairs, Math.ceil(turns * scale));
  const usedMicros = (await program.cpuMicros()) - before;
  for (const { line } of pairs.flat()) line.cut();
  return (messages * 1_000_000) / usedMicros;
}

/** Back and forth `turnsEach` times in every pair; gives the number of messages. */
async function exchange(pairs: readonly Pair[], turnsEach: number): Promise<number> {
  const all = pairs.map(
    ([one, other]) =>
      new Promise<void>((resolve, reject) => {
        let left = turnsEach * 2;
        const hear = (to: End, from: End): void => {
          let isFirst = true;
          to.line.onMessage = (opcode, payload) => {
            if (opcode !== from.opcode || (isFirst && !endsWith(payload, from.tail))) {
              reject(new Error(`not what was sent: ${payload.toString("latin1", 0, 100)}`));
              return;
            }
            isFirst = false;
            left -= 1;
            if (left === 0) resolve();
            else to.line.write(to.frame);
          };
        };
        hear(one, other);
        hear(other, one);
        one.line.write(one.frame);
      }),
  );
  await within(limitMs, "the relay", Promise.all(all));
  return pairs.length * turnsEach * 2;
}

function endsWith(payload: Buffer, tail: Buffer): boolean {
  return payload.subarray(payload.length - tail.length).equals(tail);
}

type OpenPair = (port: number, index: number) => Promise<Pair>;

/** The id of the other member, and a box that nobody can open. */
const openLatchkeyPair: OpenPair = async (port, index) => {
  const [host, guest] = (await people(2 * index + 2)).slice(-2);
  if (host === undefined || guest === undefined) throw new Error("too few people");
  const seats = await fillRoom(port, await planRoom(port, host, [guest]));
  const end = (own: number, other: number): End => {
    const box = randomBytes(messageBytes - 16);
    const peerId = fromBase64url(seats[other]!.peerId);
    return binaryEnd(seats[own]!.line, Buffer.concat([peerId, box]), box);
  };
  return [end(0, 1), end(1, 0)];
};

const openRawPair: OpenPair = async (port, index) => {
  const end = async (): Promise<End> => {
    const message = randomBytes(messageBytes);
    return binaryEnd(await openLine(port, `/${index}`), message, message);
  };
  return [await end(), await end()];
};

/** Offers as its clients send them. Not larger for being text, though a sealed box would be. */
const openPeerjsPair: OpenPair = async (port, index) => {
  const id = (who: string): string => `member-${who}-${String(index).padStart(5, "0")}`;
  const end = async (own: string, other: string): Promise<End> => {
    const line = await openLine(port, `/peerjs?key=peerjs&id=${id(own)}&token=token-${id(own)}`);
    await line.nextText();
    const message = (sdp: string): string =>
      JSON.stringify({ type: "OFFER", dst: id(other), payload: { sdp } });
    const sdp = randomBytes(messageBytes)
      .toString("base64")
      .slice(0, messageBytes - message("").length);
    const frame = clientFrame(opcodes.text, Buffer.from(message(sdp)));
    return { line, frame, opcode: opcodes.text, tail: Buffer.from(`${sdp}"}}`) };
  };
  return [await end("a", "b"), await end("b", "a")];
};

function binaryEnd(line: Line, message: Buffer, tail: Buffer): End {
  return { line, frame: clientFrame(opcodes.binary, message), opcode: opcodes.binary, tail };
}
