import type { FileSink, FileStore } from "../../../extension/call/files/file-ports.ts";

/** A file of these bytes, as a person chooses it. */
export function paperFile(name: string, bytes: Uint8Array<ArrayBuffer>): File {
  return new File([bytes], name);
}

/** Bytes that are nowhere the same. */
export function noise(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = length + 1;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** A disk in memory. */
export interface PaperDisk {
  readonly store: FileStore;
  /** What was kept, by name. */
  readonly kept: Map<string, Uint8Array>;
  /** How many were asked for, written to now, and dropped. */
  readonly counts: { opened: number; dropped: number };
  /** Blocks that the disk has not taken yet; they wait while it is slow. */
  readonly waiting: () => number;
  isSlow: boolean;
  readonly catchUp: () => void;
}

export function paperDisk(options: { readonly failsAt?: number } = {}): PaperDisk {
  const kept = new Map<string, Uint8Array>();
  const counts = { opened: 0, dropped: 0 };
  const held: (() => void)[] = [];
  const disk: PaperDisk = {
    kept,
    counts,
    isSlow: false,
    waiting: () => held.length,
    catchUp: () => {
      disk.isSlow = false;
      for (const go of held.splice(0)) go();
    },
    store: {
      open: async (name): Promise<FileSink> => {
        counts.opened += 1;
        const parts: Uint8Array[] = [];
        return {
          write: async (block) => {
            if (disk.isSlow) await new Promise<void>((resolve) => held.push(resolve));
            if (parts.length === options.failsAt) throw new Error("the disk is broken");
            parts.push(block.slice());
          },
          keep: async () => void kept.set(name, Buffer.concat(parts)),
          saveAgain: () => undefined,
          drop: async () => {
            counts.dropped += 1;
          },
        };
      },
    },
  };
  return disk;
}
