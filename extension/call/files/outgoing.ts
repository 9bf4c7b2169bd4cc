import type { Bytes } from "../../../protocol/bytes.ts";
import { toFileName } from "../../../protocol/channel/files-name.ts";
import type { FileMessage, FileStopReason } from "../../../protocol/channel/files.ts";
import { fileBlockBytes, fileChunkMaxBytes } from "../../../protocol/limits.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer } from "../features/feature.ts";
import { createBlockReader } from "./block-reader.ts";
import { createChunkLine } from "./chunk-line.ts";
import type { FileSource } from "./file-ports.ts";
import { type FileProblem, type FileState, isOver } from "./files-view.ts";
import { createSpeed } from "./speed.ts";
import type { Transfer } from "./transfer.ts";

export interface OutgoingInput {
  /** Of this file between these two. */
  readonly id: number;
  readonly source: FileSource;
  readonly peer: BoundPeer;
  readonly clock: Clock;
  readonly changed: () => void;
}

/** A file on its way to one person. */
export function createOutgoing(input: OutgoingInput): Transfer {
  const { id, source, peer, clock } = input;
  const { size } = source;
  const name = toFileName(source.name);
  const speed = createSpeed(clock);
  const line = createChunkLine(peer, speed.bytesPerSecond);
  const reader = createBlockReader(source);
  let state: FileState = "offered";
  let problem: FileProblem | null = null;
  let isPausedByMe = false;
  let isPausedByThem = false;
  /** Bytes that the other side has safe. */
  let moved = 0;
  /** Null until the other side says, on this link, where to go on. */
  let position: number | null = null;
  let until = 0;
  let hasEnded = false;
  let pumping: Promise<void> | null = null;
  // Of the link: what was begun on one that is gone does not go on.
  let turn = 0;

  const offer = (): void => peer.send({ type: "file-offer", id, name, size });
  const stop = (why: FileStopReason): void => peer.send({ type: "file-stop", id, mine: true, why });

  const enter = (next: FileState, because: FileProblem | null = null): void => {
    if (isOver(state)) return;
    state = next;
    problem = because;
    if (isOver(next)) turn += 1;
    input.changed();
  };

  const mayGoOn = (of: number): boolean =>
    of === turn && state === "moving" && !isPausedByMe && !isPausedByThem;

  const pump = async (of: number): Promise<void> => {
    for (let at = nextBlock(of); at !== null; at = nextBlock(of)) {
      await sendBlock(of, await reader.read(at), at);
    }
    if (mayGoOn(of) && position === size) await finish(of);
  };

  const nextBlock = (of: number): number | null => {
    if (!mayGoOn(of) || position === null || position >= until) return null;
    return position - (position % fileBlockBytes);
  };

  const sendBlock = async (of: number, block: Bytes, blockAt: number): Promise<void> => {
    while (mayGoOn(of) && position! < Math.min(until, blockAt + block.length)) {
      const offset = position!;
      const end = Math.min(offset + fileChunkMaxBytes, until, blockAt + block.length);
      position = end;
      const bytes = block.subarray(offset - blockAt, end - blockAt);
      await line.send({ type: "file-chunk", id, offset, bytes });
    }
  };

  const finish = async (of: number): Promise<void> => {
    enter("checking");
    const hash = await reader.hash();
    hasEnded = true;
    if (of === turn) peer.send({ type: "file-end", id, hash });
  };

  const run = (): void => {
    if (pumping !== null || !mayGoOn(turn) || position === null) return;
    const of = turn;
    pumping = pump(of)
      .catch(() => {
        if (of !== turn) return;
        stop("failed");
        enter("failed", "not-read");
      })
      .finally(() => {
        pumping = null;
        // Room was given, or a link came back, while the last steps were taken.
        if (position !== null && (position < until || position === size)) run();
      });
  };

  const isPossible = (from: number, to: number): boolean => {
    if (from < moved || from > size || to > size) return false;
    if (position !== null) return from <= position;
    // Accepted, or on a new link: only there may the other side say where to go on.
    const isWhole = from % fileBlockBytes === 0 || from === size;
    return isWhole && from <= reader.hashed();
  };

  const onWant = (from: number, to: number): void => {
    if (isOver(state)) return;
    if (!isPossible(from, to)) {
      stop("failed");
      return enter("failed", "broken");
    }
    if (position === null) {
      position = from;
      speed.restart();
      enter("moving");
    }
    moved = from;
    until = Math.max(until, to);
    speed.at(moved);
    run();
  };

  return {
    receive: (message: FileMessage) => {
      switch (message.type) {
        case "file-want":
          return onWant(message.from, message.until);
        case "file-pause":
          isPausedByThem = message.paused;
          speed.restart();
          input.changed();
          return run();
        case "file-done":
          if (!hasEnded || isOver(state)) return;
          moved = message.good ? size : moved;
          return message.good ? enter("done") : enter("failed", "mismatch");
        case "file-stop":
          return message.why === "refused" || message.why === "cancelled"
            ? enter(message.why)
            : enter("failed", message.why === "too-many" ? "too-many" : "gone");
        default:
      }
    },
    attached: () => {
      turn += 1;
      position = null;
      until = 0;
      if (state === "offered") offer();
      else if (state === "cancelled") stop("cancelled");
      else if (state === "failed") stop("failed");
      else if (isPausedByMe) peer.send({ type: "file-pause", id, mine: true, paused: true });
    },
    detached: () => {
      turn += 1;
      position = null;
      // They say it anew when they are back.
      isPausedByThem = false;
      speed.restart();
      if (state === "moving" || state === "checking") enter("lost");
    },
    left: () => {
      enter("failed", "gone");
    },
    pause: (isPaused) => {
      isPausedByMe = isPaused;
      peer.send({ type: "file-pause", id, mine: true, paused: isPaused });
      speed.restart();
      input.changed();
      run();
    },
    cancel: () => {
      if (isOver(state)) return;
      stop("cancelled");
      enter("cancelled");
    },
    accept: () => undefined,
    refuse: () => undefined,
    save: () => undefined,
    view: () => ({
      direction: "out",
      name,
      size,
      state,
      problem,
      moved,
      bytesPerSecond: speed.bytesPerSecond(),
      isPausedByMe,
      isPausedByThem,
      canSave: false,
    }),
  };
}
