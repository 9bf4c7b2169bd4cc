import type { Bytes } from "../../../protocol/bytes.ts";

/** A file on this side's disk that is sent. */
export interface FileSource {
  readonly name: string;
  readonly size: number;
  /** Rejects where it was changed or is gone. */
  readonly read: (from: number, to: number) => Promise<Bytes>;
}

export function sourceOf(file: File): FileSource {
  return {
    name: file.name,
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}

/** Where files that come are written, without ever being in memory as a whole. */
export interface FileStore {
  /**
   * A place for a file, asked for within the click that accepts it. Null where the person chose
   * none. Rejects with a `NoRoomError` where the disk cannot take it.
   */
  readonly open: (name: string, size: number) => Promise<FileSink | null>;
}

export interface FileSink {
  /** One block after the other. */
  readonly write: (block: Bytes) => Promise<void>;
  /** It is whole and good: puts it where the person finds it. */
  readonly keep: () => Promise<void>;
  /** Puts it there once more; null where the person chose the place. */
  readonly saveAgain: (() => void) | null;
  /** Leaves nothing behind. */
  readonly drop: () => Promise<void>;
}

export class NoRoomError extends Error {
  override readonly name = "NoRoomError";
}
