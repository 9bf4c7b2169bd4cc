import type { Ask, Outcome } from "../../shared/approval.ts";
import { AppError } from "../../shared/errors.ts";
import type { AskBackground, BackgroundEvent } from "../../shared/requests.ts";
import type { Clock } from "../clock.ts";

/**
 * Asks the wallet and waits for what the person decides. The answer is an event that a dying worker
 * can lose, so the outcome is also looked up from time to time.
 */
export interface WalletAsks {
  /** Rejects with an AppError where the wallet refuses to ask at all. */
  readonly ask: (ask: Ask) => Promise<{ requestId: string; outcome: Promise<Outcome> }>;
  readonly cancel: (requestId: string) => void;
}

const lookEveryMs = 1_500;

export function createWalletAsks(
  background: AskBackground,
  listen: (listener: (event: BackgroundEvent) => void) => () => void,
  clock: Clock,
): WalletAsks {
  const waiting = new Map<string, (outcome: Outcome) => void>();

  const look = async (requestId: string): Promise<void> => {
    const settle = waiting.get(requestId);
    if (settle === undefined) return;
    try {
      const outcome = await background("call/outcome", { requestId });
      if (outcome !== null && waiting.delete(requestId)) settle(outcome);
    } catch (error) {
      // A worker that forgot the request will never sign it. One that cannot be reached may wake.
      const isForgotten = error instanceof AppError && error.code === "approval/unknown";
      if (isForgotten && waiting.delete(requestId)) settle({ outcome: "interrupted" });
    }
  };
  const lookAgain = (requestId: string): void => {
    clock.after(lookEveryMs, () => {
      if (!waiting.has(requestId)) return;
      void look(requestId);
      lookAgain(requestId);
    });
  };

  listen((event) => {
    if (event.event === "approval-ended") void look(event.requestId);
  });

  return {
    ask: async (ask) => {
      const { requestId } = await background("call/ask", ask);
      const outcome = new Promise<Outcome>((resolve) => waiting.set(requestId, resolve));
      void look(requestId);
      lookAgain(requestId);
      return { requestId, outcome };
    },
    cancel: (requestId) => {
      waiting.delete(requestId);
      background("call/cancel", { requestId }).catch(() => undefined);
    },
  };
}
