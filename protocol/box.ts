import { type Bytes, concat, utf8 } from "./bytes.ts";
import { refuse } from "./codes.ts";

/** Sealed boxes between two peers: `ctr8 ‖ AES-256-GCM`, section 6. */

/** 1 = through the server, 2 = over the data channel. */
export type BoxKind = 1 | 2;

export type Seal = (plaintext: Bytes) => Promise<Bytes>;
/** Refuses with check `box` what was changed, replayed, reordered or sealed for another purpose. */
export type Open = (box: Bytes) => Promise<Bytes>;

const label = utf8("latchkey/1 box\0");
const counterBytes = 8;
const tagBytes = 16;

/**
 * One sealer a key for the whole life of the pair: a second one would start its counter anew and
 * use an IV twice, which gives the key away.
 */
export function createSeal(key: CryptoKey, kind: BoxKind): Seal {
  let counter = 0n;
  let turn: Promise<unknown> = Promise.resolve();
  const seal = async (counted: Bytes, plaintext: Bytes): Promise<Bytes> => {
    const sealed = await crypto.subtle.encrypt(parameters(counted, kind), key, plaintext);
    return concat(counted, new Uint8Array(sealed));
  };
  // Encrypted side by side, done in the order of the counters: a short message encrypts faster than
  // a long one before it, and whoever sends boxes as they come out would have the long one refused
  // as out of its turn.
  return (plaintext) => {
    counter += 1n;
    const sealed = seal(counterOf(counter), plaintext);
    const result = turn.then(() => sealed);
    turn = result.catch(() => undefined);
    return result;
  };
}

export function createOpen(key: CryptoKey, kind: BoxKind): Open {
  let last = 0n;
  let turn: Promise<unknown> = Promise.resolve();
  const decrypt = async (counted: Bytes, sealed: Bytes): Promise<Bytes> => {
    try {
      return new Uint8Array(await crypto.subtle.decrypt(parameters(counted, kind), key, sealed));
    } catch (cause) {
      throw refuse("auth", "box", "the box was not sealed by this peer for this purpose", cause);
    }
  };
  const judge = async (counter: bigint, opened: Promise<Bytes>): Promise<Bytes> => {
    if (counter <= last) throw refuse("auth", "box", "the box came before, or out of its turn");
    const plaintext = await opened;
    last = counter;
    return plaintext;
  };
  // Decrypted side by side, judged one after another: two at once could both pass the counter check.
  return (box) => {
    if (box.length < counterBytes + tagBytes) {
      return Promise.reject(refuse("auth", "box", "the box is cut off"));
    }
    const counted = box.slice(0, counterBytes);
    const counter = new DataView(counted.buffer).getBigUint64(0);
    const opened = decrypt(counted, box.subarray(counterBytes));
    // Where its counter is refused already, nobody waits for it.
    opened.catch(() => undefined);
    const result = turn.then(() => judge(counter, opened));
    turn = result.catch(() => undefined);
    return result;
  };
}

function parameters(counted: Bytes, kind: BoxKind): object {
  return {
    name: "AES-GCM",
    iv: concat(new Uint8Array(4), counted),
    additionalData: concat(label, new Uint8Array([kind]), counted),
  };
}

function counterOf(counter: bigint): Bytes {
  const bytes = new Uint8Array(counterBytes);
  new DataView(bytes.buffer).setBigUint64(0, counter);
  return bytes;
}
