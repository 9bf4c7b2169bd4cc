import type { FileChunk } from "../../../protocol/channel/files-chunk.ts";
import { fileChunkMaxBytes } from "../../../protocol/limits.ts";
import type { BoundPeer } from "../features/feature.ts";

/**
 * Hands chunks to the transport and never more than it soon gets rid of: a chat message or a
 * confirmation goes out behind what waits there.
 */
export interface ChunkLine {
  /** Done when there is room for another one. */
  readonly send: (chunk: FileChunk) => Promise<void>;
}

/** What may wait in the transport: so much of what it moves in this time, within bounds. */
const waitMs = 150;
const waitMinBytes = 2 * fileChunkMaxBytes;
const waitMaxBytes = 1_048_576;
/** Being sealed at once: enough for the browser's threads, little enough to wait behind. */
const sealingMax = 4;

export function createChunkLine(
  peer: Pick<BoundPeer, "sendChunk" | "link">,
  bytesPerSecond: () => number | null,
): ChunkLine {
  const sealing = new Set<Promise<void>>();
  return {
    send: async (chunk) => {
      const handed = peer.sendChunk(chunk).finally(() => sealing.delete(handed));
      sealing.add(handed);
      if (sealing.size >= sealingMax) await Promise.race(sealing);
      const link = peer.link();
      const ahead = aheadBytes(bytesPerSecond());
      if (link !== null && link.buffered() > ahead) await link.drained(ahead / 2);
    },
  };
}

function aheadBytes(bytesPerSecond: number | null): number {
  const wanted = ((bytesPerSecond ?? 0) * waitMs) / 1_000;
  return Math.min(Math.max(wanted, waitMinBytes), waitMaxBytes);
}
