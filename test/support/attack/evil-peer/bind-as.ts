import { toBase64url } from "../../../../protocol/base64.ts";
import type { BindFrame } from "../../../../protocol/bind.ts";
import {
  commitmentOf,
  fingerprintBytes,
  macOf,
  parseBindFrame,
  transcriptHash,
  writeBindFrame,
} from "../../../../protocol/bind-crypto.ts";
import { type Bytes, randomBytes } from "../../../../protocol/bytes.ts";
import { fromBase64url } from "../../../../protocol/base64.ts";
import type { Pair } from "../../../../protocol/pairwise.ts";
import type { RawConnection } from "./transport.ts";

/** Departures from an honest bind. */
export interface BindMoves {
  /** What is sent in place of a frame; `theirs`: the victim's frame of the same type, if waited for. */
  readonly change?: (frame: BindFrame, theirs: BindFrame | null) => BindFrame;
  /** Waits for the victim's frame of each type before it sends its own. */
  readonly goesSecond?: boolean;
}

/** Commit, reveal, MAC, as one side of a channel; gives T. */
export async function bindAs(
  facts: {
    readonly pair: Pair;
    readonly conn: Bytes;
    readonly myFingerprint: string;
    readonly theirFingerprint: string;
  },
  connection: RawConnection,
  { change = (frame) => frame, goesSecond = false }: BindMoves = {},
): Promise<Bytes> {
  const { pair } = facts;
  const exchange = async (mine: BindFrame): Promise<BindFrame> => {
    const early = goesSecond ? await next(connection) : null;
    await connection.send(writeBindFrame(change(mine, early)));
    return early ?? next(connection);
  };
  const nonce = randomBytes(32);
  await exchange({ type: "b1", commit: toBase64url(await commitmentOf(nonce, pair.myHash)) });
  const revealed = await exchange({ type: "b2", n: toBase64url(nonce) });
  if (revealed.type !== "b2") throw new Error(`the victim sent ${revealed.type}`);
  const transcript = await transcriptHash({
    pair,
    conn: facts.conn,
    myFingerprint: fingerprintBytes(facts.myFingerprint),
    theirFingerprint: fingerprintBytes(facts.theirFingerprint),
    myNonce: nonce,
    theirNonce: fromBase64url(revealed.n, 32),
  });
  await exchange({ type: "b3", mac: toBase64url(await macOf(pair, pair.mySide, transcript)) });
  return transcript;
}

async function next(connection: RawConnection): Promise<BindFrame> {
  const data = await connection.incoming.next();
  if (typeof data !== "string") throw new Error("the victim sent a box before the bind");
  return parseBindFrame(data);
}
