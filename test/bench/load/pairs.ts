import { randomBytes } from "node:crypto";
import { fromBase64url } from "../../../protocol/base64.ts";
import { clientFrame, opcodes } from "./frames.ts";
import type { Line } from "./line.ts";
import { openPeerjsMember, openRawMember } from "./other-members.ts";
import { people } from "./people.ts";
import { fillRoom, planRoom } from "./seats.ts";
import { within } from "./within.ts";

/** Pairs that pass each other messages of 1.4 KB through a server: as it speaks, nothing more. */

const messageBytes = 1_400;
const limitMs = 120_000;

/** One end of a pair: its socket, and the frame that reaches the other end. */
export interface End {
  readonly line: Line;
  readonly frame: Buffer;
  readonly opcode: number;
  /** What the other end must get in its last bytes. */
  readonly tail: Buffer;
}
export type Pair = readonly [End, End];
export type OpenPair = (port: number, index: number) => Promise<Pair>;

/** Back and forth `turnsEach` times in every pair; gives the number of messages. */
export async function exchange(pairs: readonly Pair[], turnsEach: number): Promise<number> {
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

/** The id of the other member, and a box that nobody can open. */
export const openLatchkeyPair: OpenPair = async (port, index) => {
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

export const openRawPair: OpenPair = async (port, index) => {
  const end = async (): Promise<End> => {
    const message = randomBytes(messageBytes);
    return binaryEnd(await openRawMember(port, `room ${index}`), message, message);
  };
  return [await end(), await end()];
};

/** Offers as its clients send them. Not larger for being text, though a sealed box would be. */
export const openPeerjsPair: OpenPair = async (port, index) => {
  const id = (who: string): string => `member-${who}-${String(index).padStart(5, "0")}`;
  const end = async (own: string, other: string): Promise<End> => {
    const line = await openPeerjsMember(port, id(own));
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
