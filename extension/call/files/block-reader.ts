import type { Bytes } from "../../../protocol/bytes.ts";
import { createFileHash } from "../../../protocol/channel/files-hash.ts";
import { fileBlockBytes } from "../../../protocol/limits.ts";
import type { FileSource } from "./file-ports.ts";

/** Reads a file block by block, the next one ahead, and hashes each once on the way. */
export interface BlockReader {
  /** `at`: where the block begins. Blocks are read in their order, or again from an earlier one. */
  readonly read: (at: number) => Promise<Bytes>;
  /** Bytes hashed, from the beginning. */
  readonly hashed: () => number;
  /** Once all is hashed. */
  readonly hash: () => Promise<string>;
}

export function createBlockReader(source: FileSource): BlockReader {
  const { size } = source;
  const hash = createFileHash(size);
  const blocks = new Map<number, Promise<Bytes>>();
  let hashed = 0;

  const load = async (at: number): Promise<Bytes> => {
    const length = Math.min(fileBlockBytes, size - at);
    const block = await source.read(at, at + length);
    if (block.length !== length) throw new Error("the file was cut short");
    if (at === hashed) {
      hashed += length;
      await hash.add(block);
    }
    return block;
  };

  const loaded = (at: number): Promise<Bytes> => {
    const block = blocks.get(at) ?? load(at);
    blocks.set(at, block);
    return block;
  };

  return {
    read: async (at) => {
      for (const kept of blocks.keys()) if (kept < at) blocks.delete(kept);
      const block = await loaded(at);
      const next = at + fileBlockBytes;
      // Behind this one, or its hash would come before this one's.
      if (next < size) loaded(next).catch(() => undefined);
      return block;
    },
    hashed: () => hashed,
    hash: hash.end,
  };
}
