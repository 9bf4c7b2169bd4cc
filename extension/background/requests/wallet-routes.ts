import type { ApprovalDesk } from "../approval-desk.ts";
import type { Tell } from "../ports.ts";
import type { Wallet } from "../wallet.ts";
import { fieldsOf, keyId, nothing, text } from "./fields.ts";
import type { NamesOf, Routes } from "./route.ts";

const typedNameMaxLength = 1_000;

export function walletRoutes(deps: {
  readonly wallet: Wallet;
  readonly desk: ApprovalDesk;
  readonly tell: Tell;
}): Routes<NamesOf<"wallet">> {
  const { wallet, desk, tell } = deps;
  const name = (value: unknown): string => text(value, typedNameMaxLength);

  async function told<T>(change: Promise<T>): Promise<T> {
    const result = await change;
    tell({ event: "wallet-changed" });
    return result;
  }

  return {
    "wallet/list": { parse: nothing, handle: () => wallet.list() },
    "wallet/generate": {
      parse: (params) => ({ name: name(fieldsOf(params)("name")) }),
      handle: (params) => told(wallet.generate(params.name)),
    },
    "wallet/import": {
      parse(params) {
        const field = fieldsOf(params);
        // Of any length: that a file is too large is said by the import.
        return { name: name(field("name")), text: text(field("text")) };
      },
      handle: (params) => told(wallet.importKey(params.name, params.text)),
    },
    "wallet/rename": {
      parse(params) {
        const field = fieldsOf(params);
        return { keyId: keyId(field("keyId")), name: name(field("name")) };
      },
      handle: (params) => told(wallet.rename(params.keyId, params.name)),
    },
    "wallet/remove": {
      parse: (params) => ({ keyId: keyId(fieldsOf(params)("keyId")) }),
      async handle(params) {
        await told(wallet.remove(params.keyId));
        await desk.dispatch({ type: "identity-gone", keyId: params.keyId });
        return null;
      },
    },
  };
}
