import type { Bytes } from "../../../protocol/bytes.ts";
import { createFileHash } from "../../../protocol/channel/files-hash.ts";
import type { FileMessage, FileStopReason } from "../../../protocol/channel/files.ts";
import { fileBlockBytes } from "../../../protocol/limits.ts";
import type { Clock } from "../clock.ts";
import type { BoundPeer } from "../features/feature.ts";
import { type FileSink, type FileStore, NoRoomError } from "./file-ports.ts";
import { type FileProblem, type FileState, isOver } from "./files-view.ts";
import { createSpeed } from "./speed.ts";
import type { Transfer } from "./transfer.ts";

export interface IncomingInput {
  /** Of this file between these two. */
  readonly id: number;
  /** Already safe to show and to save. */
  readonly name: string;
  readonly size: number;
  readonly peer: BoundPeer;
  readonly store: FileStore;
  readonly clock: Clock;
  readonly changed: () => void;
}

/** What may be on its way and not yet on the disk: bounds the memory that a file takes. */
export const windowBytes = 8 * fileBlockBytes;

/** A file on its way here. Whoever sends it may lie in everything. */
export function createIncoming(input: IncomingInput): Transfer {
  const { id, name, size, peer, clock } = input;
  const speed = createSpeed(clock);
  const hash = createFileHash(size);
  let state: FileState = "offered";
  let problem: FileProblem | null = null;
  let isPausedByMe = false;
  let isPausedByThem = false;
  let sink: FileSink | null = null;
  let block = new Uint8Array(0);
  /** Bytes that came, that are on the disk, and that the sender was told it may send. */
  let received = 0;
  let written = 0;
  let granted = 0;
  /** Whether the sender knows, on this link, where to go on. */
  let hasAsked = false;
  let isHere = true;
  let writing: Promise<void> = Promise.resolve();
  let endHash: string | null = null;

  const stop = (why: FileStopReason): void =>
    peer.send({ type: "file-stop", id, mine: false, why });

  const enter = (next: FileState, because: FileProblem | null = null): void => {
    if (isOver(state)) return;
    state = next;
    problem = because;
    if (isOver(next)) block = new Uint8Array(0);
    if (isOver(next) && next !== "done") dropSink();
    input.changed();
  };

  const dropSink = (): void => {
    const dropped = sink;
    sink = null;
    // Behind what is being written.
    writing = writing.then(() => dropped?.drop()).catch(() => undefined);
  };

  const fail = (because: FileProblem): void => {
    if (isOver(state)) return;
    stop("failed");
    enter("failed", because);
  };

  const failAtDisk = (error: unknown): void =>
    fail(error instanceof NoRoomError ? "no-room" : "not-written");

  const ask = (): void => {
    granted = Math.min(size, written + windowBytes);
    hasAsked = true;
    peer.send({ type: "file-want", id, from: written, until: granted });
  };

  const accept = async (): Promise<void> => {
    if (state !== "offered") return;
    enter("opening");
    try {
      const opened = await input.store.open(name, size);
      // It was taken back meanwhile.
      if (isOver(state)) return await opened?.drop();
      if (opened === null) return enter("offered");
      sink = opened;
      enter("lost");
      goOn();
    } catch (error) {
      failAtDisk(error);
    }
  };

  const onChunk = (offset: number, bytes: Bytes): void => {
    // Also what was under way when this side cancelled.
    if (state !== "moving" || !hasAsked) return;
    if (offset !== received || received + bytes.length > granted) return fail("broken");
    let rest = bytes;
    while (rest.length > 0) {
      const at = received % fileBlockBytes;
      if (at === 0) block = new Uint8Array(Math.min(fileBlockBytes, size - received));
      const part = rest.subarray(0, block.length - at);
      block.set(part, at);
      received += part.length;
      rest = rest.subarray(part.length);
      if (at + part.length === block.length) write(block);
    }
  };

  const write = (full: Bytes): void => {
    writing = writing.then(() => writeBlock(full)).catch(failAtDisk);
  };

  const writeBlock = async (full: Bytes): Promise<void> => {
    if (sink === null) return;
    await Promise.all([sink.write(full), hash.add(full)]);
    written += full.length;
    speed.at(written);
    // Not drawn for each block: the call is drawn several times a second, and drawing costs more.
    if (state === "moving" && hasAsked && granted < size) ask();
  };

  const onEnd = (theirs: string): void => {
    if (state !== "moving" || !hasAsked) return;
    if (received !== size) return fail("broken");
    endHash = theirs;
    enter("checking");
    writing = writing.then(check).catch(failAtDisk);
  };

  const check = async (): Promise<void> => {
    if (state !== "checking" || sink === null) return;
    if ((await hash.end()) !== endHash) {
      enter("failed", "mismatch");
    } else {
      await sink.keep();
      enter("done");
    }
    answer();
  };

  const answer = (): void => peer.send({ type: "file-done", id, good: state === "done" });

  /** Whole blocks stay; what was begun comes again. */
  const goBack = (): void => {
    hasAsked = false;
    isPausedByThem = false;
    block = new Uint8Array(0);
    received -= received === size ? 0 : received % fileBlockBytes;
    speed.restart();
  };

  const goOn = (): void => {
    if (!isHere || state !== "lost") return;
    enter("moving");
    ask();
    if (isPausedByMe) peer.send({ type: "file-pause", id, mine: false, paused: true });
  };

  return {
    receive: (message: FileMessage) => {
      switch (message.type) {
        case "file-chunk":
          return onChunk(message.offset, message.bytes);
        case "file-end":
          return onEnd(message.hash);
        case "file-pause":
          isPausedByThem = message.paused;
          speed.restart();
          return input.changed();
        case "file-stop":
          return enter(
            message.why === "cancelled" ? "cancelled" : "failed",
            message.why === "cancelled" ? null : "gone",
          );
        default:
      }
    },
    attached: () => {
      // What this side said last may have been lost with the link.
      isHere = true;
      // Behind what is being written: it need not come again.
      if (state === "lost") void writing.then(goOn);
      else if (state === "done" || problem === "mismatch") answer();
      else if (state === "refused" || state === "cancelled") stop(state);
      else if (state === "failed") stop("failed");
    },
    detached: () => {
      isHere = false;
      if (state !== "moving") return;
      goBack();
      enter("lost");
    },
    left: () => {
      // What has all come can still be checked and kept.
      if (state !== "checking") enter("failed", "gone");
    },
    accept: () => void accept(),
    refuse: () => {
      if (state !== "offered") return;
      stop("refused");
      enter("refused");
    },
    pause: (isPaused) => {
      isPausedByMe = isPaused;
      peer.send({ type: "file-pause", id, mine: false, paused: isPaused });
      speed.restart();
      input.changed();
    },
    cancel: () => {
      if (isOver(state)) return;
      stop("cancelled");
      enter("cancelled");
    },
    save: () => {
      if (state === "done") sink?.saveAgain?.();
    },
    view: () => ({
      direction: "in",
      name,
      size,
      state,
      problem,
      moved: written,
      bytesPerSecond: speed.bytesPerSecond(),
      isPausedByMe,
      isPausedByThem,
      canSave: state === "done" && sink?.saveAgain != null,
    }),
  };
}
