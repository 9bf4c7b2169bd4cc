import { toBase64url } from "../base64.ts";
import { type Bytes, concat, utf8 } from "../bytes.ts";
import { sha256 } from "../hash.ts";

/**
 * The hash of a file as it is read or written, block by block, without ever holding it: WebCrypto
 * hashes no streams. h = H("latchkey/1 file\0" ‖ size), then h = H(h ‖ H(block)) for each block of
 * 1 MiB, the last one shorter. The size tells where each block ends.
 */
export interface FileHash {
  /** Blocks in their order; the next may come before this one is done. */
  readonly add: (block: Bytes) => Promise<void>;
  /** Of all that was added: 43 characters. */
  readonly end: () => Promise<string>;
}

const label = utf8("latchkey/1 file\0");

export function createFileHash(size: number): FileHash {
  const sizeBytes = new Uint8Array(8);
  new DataView(sizeBytes.buffer).setBigUint64(0, BigInt(size));
  let chain = sha256(concat(label, sizeBytes));
  const next = async (before: Promise<Bytes>, block: Promise<Bytes>): Promise<Bytes> =>
    sha256(concat(await before, await block));
  return {
    add: async (block) => {
      chain = next(chain, sha256(block));
      await chain;
    },
    end: async () => toBase64url(await chain),
  };
}
