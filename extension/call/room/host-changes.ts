import type { HostChange } from "../../../protocol/list-edit.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { SignedList } from "../../../protocol/signed-list.ts";
import { toBase64url } from "../../../protocol/base64.ts";
import { sha256 } from "../../../protocol/hash.ts";
import { AppError, type AppErrorCode } from "../../shared/errors.ts";
import type { WalletAsks } from "../session/wallet-asks.ts";

/**
 * Changes that only the host's identity key may make: each is asked in the approval window, one at a
 * time. Where a session changes the list meanwhile the question is put anew, so that what is signed
 * follows the newest version.
 */
export interface HostChanges {
  readonly ask: (change: HostChange) => Promise<void>;
  readonly isAsking: () => boolean;
  /** Another list is the newest now. */
  readonly listChanged: () => void;
  readonly cancel: () => void;
}

export type HostChangeFailure =
  | "approval-denied"
  | "approval-expired"
  | "approval-interrupted"
  | { readonly code: AppErrorCode };

export interface HostChangesInput {
  readonly server: string;
  readonly roomId: string;
  /** The host's identity, where it is the one that is used here; else null. */
  readonly identity: () => KeyId | null;
  /** The newest list of this side, once the wallet has it too. */
  readonly newest: () => Promise<SignedList | null>;
  /** Takes what the wallet remembers where that is newer. */
  readonly catchUp: () => Promise<void>;
  readonly asks: WalletAsks;
  readonly approved: (list: SignedList) => Promise<void>;
  readonly failed: (why: HostChangeFailure) => void;
  readonly changed: () => void;
}

const triesMax = 10;

export function createHostChanges(input: HostChangesInput): HostChanges {
  let asking: { requestId: string | null; overtake: () => void } | null = null;

  const put = async (change: HostChange, identity: KeyId): Promise<void> => {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const now = asking;
      if (now === null) return;
      const overtaken = new Promise<"overtaken">((resolve) => {
        now.overtake = () => resolve("overtaken");
      });
      const newest = await input.newest();
      if (newest === null) return;
      const follows = toBase64url(await sha256(newest.payload));
      const { server, roomId } = input;
      let outcome;
      try {
        const asked = { kind: "list", server, roomId, identity, change, follows } as const;
        const request = await input.asks.ask(asked);
        now.requestId = request.requestId;
        outcome = await Promise.race([request.outcome, overtaken]);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code !== "room/list-moved") return input.failed({ code: error.code });
        await input.catchUp();
        continue;
      }
      if (outcome === "overtaken") continue;
      if (outcome.outcome !== "approved") {
        // Signed all the same, and not told: where the worker ended in between.
        if (outcome.outcome === "interrupted") await input.catchUp();
        return input.failed(`approval-${outcome.outcome}`);
      }
      const [list] = outcome.signed;
      if (list !== undefined) await input.approved(list);
      return;
    }
  };

  return {
    ask: async (change) => {
      const identity = input.identity();
      if (asking !== null || identity === null) return;
      asking = { requestId: null, overtake: () => undefined };
      input.changed();
      try {
        await put(change, identity);
      } finally {
        asking = null;
        input.changed();
      }
    },
    isAsking: () => asking !== null,
    listChanged: () => {
      if (asking?.requestId == null) return;
      // The next question takes its place in the window.
      asking.requestId = null;
      asking.overtake();
    },
    cancel: () => {
      if (asking?.requestId != null) input.asks.cancel(asking.requestId);
      asking?.overtake();
      asking = null;
    },
  };
}
