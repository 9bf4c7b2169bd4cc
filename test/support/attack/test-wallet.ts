import { toBase64url } from "../../../protocol/base64.ts";
import { randomBytes } from "../../../protocol/bytes.ts";
import type { Signed } from "../../../protocol/signed.ts";
import { signStatement } from "../../../protocol/signed.ts";
import { statementsOf } from "../../../extension/background/approval-statements.ts";
import type { WalletAsks } from "../../../extension/call/session/wallet-asks.ts";
import type { Ask, Outcome } from "../../../extension/shared/approval.ts";
import type { SigningKey } from "../protocol/signing-key.ts";

/** A wallet with one key, and a person who approves everything at once. */
export interface TestWallet extends WalletAsks {
  /** Whatever it was asked to sign: each a window in somebody's face. */
  readonly asked: readonly Ask[];
}

export function createTestWallet(identity: SigningKey): TestWallet {
  const asked: Ask[] = [];
  const sign = async (ask: Ask): Promise<Outcome> => {
    const statements = statementsOf({ ask, draft: null, askedAtMs: Date.now() });
    const signed: Signed[] = [];
    for (const { text, namespace } of statements) {
      signed.push(await signStatement(text, namespace, identity.key, identity.sign));
    }
    return { outcome: "approved", signed };
  };
  return {
    asked,
    ask: async (ask) => {
      asked.push(ask);
      return { requestId: toBase64url(randomBytes(16)), outcome: sign(ask) };
    },
    cancel: () => undefined,
  };
}
