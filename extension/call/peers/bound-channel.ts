import { fromBase64url, toBase64url } from "../../../protocol/base64.ts";
import {
  type BindEffect,
  type BindEvent,
  type BindState,
  nextBind,
  startBind,
} from "../../../protocol/bind.ts";
import {
  commitmentHolds,
  commitmentOf,
  fingerprintBytes,
  macHolds,
  macOf,
  parseBindFrame,
  transcriptHash,
  writeBindFrame,
} from "../../../protocol/bind-crypto.ts";
import { type Bytes, randomBytes } from "../../../protocol/bytes.ts";
import {
  type ChannelMessage,
  parseChannelMessage,
  writeChannelMessage,
} from "../../../protocol/channel-messages.ts";
import type { FileChunk } from "../../../protocol/channel/files-chunk.ts";
import { type Check, ProtocolError } from "../../../protocol/codes.ts";
import { bindTimeoutMs, frameMaxBytes } from "../../../protocol/limits.ts";
import type { Pair } from "../../../protocol/pairwise.ts";
import type { Clock } from "../clock.ts";
import type { PeerLink } from "./peer-link.ts";

/**
 * The bind on a link whose data channel just opened, then sealed messages over it: section 7.
 * Feed it everything that arrives; until it says `bound`, nothing else may happen on the link.
 */
export interface BoundChannel {
  readonly receive: (data: string | Bytes) => void;
  /** Does nothing before the bind. */
  readonly send: (message: ChannelMessage) => void;
  /** The same, done when the transport has it. Does not fail. */
  readonly sendChunk: (chunk: FileChunk) => Promise<void>;
  readonly stop: () => void;
}

export interface BoundChannelInput {
  readonly pair: Pair;
  /** 22 characters, 16 bytes. */
  readonly conn: string;
  readonly myFingerprint: string;
  /** What their statement certifies. */
  readonly theirFingerprint: string;
  readonly link: Pick<PeerLink, "send" | "remoteFingerprint">;
  readonly clock: Clock;
}

export interface BoundChannelEvents {
  /** `transcript`: T, 43 characters, names this very channel. */
  readonly bound: (transcript: string) => void;
  readonly message: (message: ChannelMessage) => void;
  /** `channel` where the other side was silent for too long; anything else is an attack. */
  readonly failed: (check: Check) => void;
}

const earlyMaxBoxes = 32;

function hasTheirMac(state: BindState): boolean {
  return (
    state.step === "judging" ||
    state.step === "bound" ||
    (state.step === "checking" && state.early !== null)
  );
}

export function openBoundChannel(
  input: BoundChannelInput,
  events: BoundChannelEvents,
): BoundChannel {
  const { pair, link } = input;
  const nonce = randomBytes(32);
  let { state, effects } = startBind();
  let transcript: Promise<Bytes> | null = null;
  let isOver = false;
  let isAnnounced = false;
  // The other side may be bound, and speak, while this one still checks their MAC.
  const early: Bytes[] = [];

  const fail = (check: Check): void => {
    if (isOver) return;
    stop();
    events.failed(check);
  };
  const failWith = (error: unknown): void =>
    fail(error instanceof ProtocolError ? error.check : "channel");

  const makeTranscript = async (theirNonce: string): Promise<Bytes> => {
    const used = (await link.remoteFingerprint()) ?? input.theirFingerprint;
    if (used !== input.theirFingerprint) {
      throw new ProtocolError("auth", "fingerprint", "the transport uses another certificate");
    }
    return transcriptHash({
      pair,
      conn: fromBase64url(input.conn, 16),
      myFingerprint: fingerprintBytes(input.myFingerprint),
      theirFingerprint: fingerprintBytes(used),
      myNonce: nonce,
      theirNonce: fromBase64url(theirNonce, 32),
    });
  };

  const perform = async (effect: BindEffect): Promise<void> => {
    switch (effect.type) {
      case "send-commit": {
        const commit = toBase64url(await commitmentOf(nonce, pair.myHash));
        link.send(writeBindFrame({ type: "b1", commit }));
        return;
      }
      case "send-reveal":
        link.send(writeBindFrame({ type: "b2", n: toBase64url(nonce) }));
        return;
      case "check-commitment": {
        transcript = makeTranscript(effect.n);
        const holds = await commitmentHolds(effect.commit, effect.n, pair.theirHash);
        await transcript;
        feed({ type: "commitment-checked", holds });
        return;
      }
      case "send-mac": {
        const mac = toBase64url(await macOf(pair, pair.mySide, await transcript!));
        link.send(writeBindFrame({ type: "b3", mac }));
        return;
      }
      case "check-mac": {
        const holds = await macHolds(pair, effect.mac, await transcript!);
        feed({ type: "mac-checked", holds });
        return;
      }
    }
  };

  // Effects of one step run in order: my commitment goes out before my nonce.
  let performing: Promise<void> = Promise.resolve();
  const run = (wanted: readonly BindEffect[]): void => {
    for (const effect of wanted) {
      performing = performing.then(() => perform(effect)).catch(failWith);
    }
  };
  const feed = (event: BindEvent): void => {
    if (isOver) return;
    ({ state, effects } = nextBind(state, event));
    run(effects);
    if (state.step === "failed") fail(state.check);
    if (state.step === "bound") {
      cancelTimeout();
      void announce();
    }
  };
  const announce = async (): Promise<void> => {
    // My MAC was sent by the same chain of effects: the other side must have it before my boxes.
    await performing;
    const bytes = await transcript!;
    if (isOver) return;
    events.bound(toBase64url(bytes));
    isAnnounced = true;
    for (const box of early.splice(0)) receiveBox(box).catch(failWith);
  };

  const stop = (): void => {
    isOver = true;
    cancelTimeout();
  };
  const cancelTimeout = input.clock.after(bindTimeoutMs, () => feed({ type: "timeout" }));
  run(effects);

  const receiveBox = async (box: Bytes): Promise<void> => {
    if (box.length > frameMaxBytes) throw new ProtocolError("size", "size", "the box is too large");
    const message = parseChannelMessage(await pair.channel.open(box));
    if (message !== null && !isOver) events.message(message);
  };

  // Boxes are sealed side by side and come out in the order of their counters.
  const send = async (message: ChannelMessage): Promise<void> => {
    if (isOver || state.step !== "bound") return;
    try {
      link.send(await pair.channel.seal(writeChannelMessage(message)));
    } catch {
      // Nothing that could be sealed was.
    }
  };

  return {
    receive: (data) => {
      if (isOver) return;
      try {
        if (typeof data === "string") feed({ type: "frame", frame: parseBindFrame(data) });
        else if (isAnnounced) receiveBox(data).catch(failWith);
        else if (hasTheirMac(state) && early.length < earlyMaxBoxes) early.push(data);
        else fail("message");
      } catch (error) {
        failWith(error);
      }
    },
    send: (message) => void send(message),
    sendChunk: send,
    stop,
  };
}
