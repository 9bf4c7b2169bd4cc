import { fromBase64url, toBase64url } from "../../../protocol/base64.ts";
import {
  type BindEvent,
  type BindFrame,
  type BindState,
  nextBind,
  startBind,
} from "../../../protocol/bind.ts";
import {
  commitmentHolds,
  commitmentOf,
  macHolds,
  macOf,
  parseBindFrame,
  transcriptHash,
  writeBindFrame,
} from "../../../protocol/bind-crypto.ts";
import { type Bytes, randomBytes } from "../../../protocol/bytes.ts";
import type { Pair } from "../../../protocol/pairwise.ts";

/** One end of a data channel about to be bound. */
export interface BindEnd {
  readonly pair: Pair;
  readonly conn: Bytes;
  readonly myFingerprint: Bytes;
  readonly theirFingerprint: Bytes;
}

export interface BindResult {
  readonly state: BindState;
  /** T, where the other side revealed its nonce. */
  readonly transcript: Bytes | null;
}

/** What happens to frames on their way: to the first end, to the second. */
export interface Wire {
  readonly toOne?: (frame: BindFrame) => BindFrame;
  readonly toTwo?: (frame: BindFrame) => BindFrame;
  /** The first end hears itself and nobody else. */
  readonly echo?: boolean;
}

/** Runs the machine at both ends, frame by frame, until nothing is left to deliver. */
export async function bindBoth(
  one: BindEnd,
  two: BindEnd,
  wire: Wire = {},
): Promise<readonly [BindResult, BindResult]> {
  const first = createRunner(one);
  const second = createRunner(two);
  await first.start();
  await second.start();
  while (first.out.length + second.out.length > 0) {
    for (const frame of first.out.splice(0)) {
      if (wire.echo) await first.receive(frame);
      else await second.receive(wire.toTwo?.(frame) ?? frame);
    }
    for (const frame of second.out.splice(0)) {
      if (!wire.echo) await first.receive(wire.toOne?.(frame) ?? frame);
    }
  }
  return [first.result(), second.result()];
}

function createRunner(end: BindEnd) {
  const { pair } = end;
  const nonce = randomBytes(32);
  const out: BindFrame[] = [];
  let transcript: Bytes | null = null;
  let { state, effects } = startBind();

  const perform = async (): Promise<void> => {
    for (const effect of effects) {
      switch (effect.type) {
        case "send-commit":
          out.push({ type: "b1", commit: toBase64url(await commitmentOf(nonce, pair.myHash)) });
          break;
        case "send-reveal":
          out.push({ type: "b2", n: toBase64url(nonce) });
          break;
        case "check-commitment": {
          const theirNonce = fromBase64url(effect.n, 32);
          transcript = await transcriptHash({ ...end, myNonce: nonce, theirNonce });
          const holds = await commitmentHolds(effect.commit, effect.n, pair.theirHash);
          await feed({ type: "commitment-checked", holds });
          break;
        }
        case "send-mac": {
          const mac = await macOf(pair, pair.mySide, transcript!);
          out.push({ type: "b3", mac: toBase64url(mac) });
          break;
        }
        case "check-mac": {
          const holds = await macHolds(pair, effect.mac, transcript!);
          await feed({ type: "mac-checked", holds });
          break;
        }
      }
    }
  };
  const feed = async (event: BindEvent): Promise<void> => {
    ({ state, effects } = nextBind(state, event));
    await perform();
  };

  return {
    out,
    start: perform,
    /** Over the wire form, as a channel would. */
    receive: (frame: BindFrame) =>
      feed({ type: "frame", frame: parseBindFrame(writeBindFrame(frame)) }),
    result: (): BindResult => ({ state, transcript }),
  };
}
