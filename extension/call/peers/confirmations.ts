import { toBase64url } from "../../../protocol/base64.ts";
import { randomBytes } from "../../../protocol/bytes.ts";
import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import { verifyConfirmation } from "../../../protocol/confirmation.ts";
import { confirmPauseMs, confirmTtlMs } from "../../../protocol/limits.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { Signed } from "../../../protocol/signed.ts";
import type { Clock } from "../clock.ts";
import type { PeerView } from "../call-view.ts";

/** *Confirm identity* with one peer: asking, judging the answer, and answering: section 7. */
export interface Confirmations {
  readonly view: () => Pick<PeerView, "confirmedAtMs" | "confirming" | "mayAskAgainInS">;
  readonly ask: () => void;
  readonly receive: (message: ChannelMessage & { type: "confirm?" | "confirm" }) => void;
  /** A new channel: what was proven on the old one does not count here. */
  readonly reset: () => void;
}

export interface ConfirmationsInput {
  /** Of this person's last question: kept by the call, as they may come back as often as they like. */
  readonly lastAnswer: { atMs: number };
  /** Of this side's last question to them, kept likewise: one too soon would not be answered. */
  readonly lastAsk: { atMs: number };
  readonly me: KeyId;
  readonly them: KeyId;
  readonly room: string;
  readonly clock: Clock;
  /** T, 43 characters, or null while there is no bound channel. */
  readonly transcript: () => string | null;
  readonly send: (message: ChannelMessage) => void;
  /** Asks the own wallet; null where the person did not approve. */
  readonly sign: (channel: string, nonce: string) => Promise<Signed | null>;
  readonly changed: () => void;
}

export function createConfirmations(input: ConfirmationsInput): Confirmations {
  const { clock } = input;
  let confirmedAtMs: number | null = null;
  let confirming: PeerView["confirming"] = "idle";
  let pending: { nonce: string; channel: string } | null = null;
  let wasTooSoon = false;
  let isAnswering = false;
  let cancelTimeout = (): void => undefined;

  const settle = (state: PeerView["confirming"]): void => {
    cancelTimeout();
    pending = null;
    confirming = state;
    input.changed();
  };

  const judge = async (signed: Signed): Promise<void> => {
    if (pending === null || pending.channel !== input.transcript()) return;
    const { nonce, channel } = pending;
    // The nonce is spent by the first answer, good or bad.
    pending = null;
    try {
      const asked = { askedBy: input.me, room: input.room, key: input.them, channel, nonce };
      await verifyConfirmation(signed, asked, clock.now());
      // A proof on the channel before this one proves nothing here.
      if (channel !== input.transcript()) return;
      confirmedAtMs = clock.now();
      settle("idle");
    } catch {
      confirmedAtMs = null;
      settle("failed");
    }
  };

  const answer = async (nonce: string): Promise<void> => {
    const channel = input.transcript();
    const isTooSoon = clock.now() - input.lastAnswer.atMs < confirmPauseMs;
    if (channel === null || isAnswering || isTooSoon) return;
    isAnswering = true;
    input.lastAnswer.atMs = clock.now();
    try {
      const signed = await input.sign(channel, nonce);
      if (signed !== null && channel === input.transcript()) {
        input.send({ type: "confirm", ...signed });
      }
    } finally {
      isAnswering = false;
    }
  };

  return {
    view: () => {
      const leftMs = input.lastAsk.atMs + confirmPauseMs - clock.now();
      wasTooSoon &&= leftMs > 0;
      const mayAskAgainInS = wasTooSoon ? Math.ceil(leftMs / 1_000) : null;
      return { confirmedAtMs, confirming, mayAskAgainInS };
    },
    ask: () => {
      const channel = input.transcript();
      if (channel === null || pending !== null) return;
      wasTooSoon = clock.now() - input.lastAsk.atMs < confirmPauseMs;
      if (wasTooSoon) return input.changed();
      input.lastAsk.atMs = clock.now();
      pending = { nonce: toBase64url(randomBytes(32)), channel };
      confirming = "asked";
      cancelTimeout = clock.after(confirmTtlMs, () => settle("unanswered"));
      input.send({ type: "confirm?", nonce: pending.nonce });
      input.changed();
    },
    receive: (message) => {
      if (message.type === "confirm?") void answer(message.nonce).catch(() => undefined);
      else
        void judge({
          payload: message.payload,
          signature: message.signature,
          publicKey: message.publicKey,
        });
    },
    reset: () => {
      if (confirmedAtMs === null && confirming === "idle") return;
      confirmedAtMs = null;
      settle("idle");
    },
  };
}
