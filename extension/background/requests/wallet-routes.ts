import type { ApprovalDesk } from "../approval-desk.ts";
import type { Tell } from "../ports.ts";
import type { Wallet } from "../wallet.ts";
import { lockOf } from "../key-import/import-key-file.ts";
import type { KeyFileSecret } from "../../shared/key-file-lock.ts";
import { fieldsOf, keyId, nothing, text } from "./fields.ts";
import type { NamesOf, Routes } from "./route.ts";

const typedNameMaxLength = 1_000;
const passphraseMaxLength = 10_000;
/** Base64 of an AES key and a counter. */
const derivedMaxLength = 64;

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
    "wallet/inspect-file": {
      parse: (params) => ({ text: text(fieldsOf(params)("text")) }),
      handle: async (params) => lockOf(params.text),
    },
    "wallet/import": {
      parse(params) {
        const field = fieldsOf(params);
        // Of any length: that a file is too large is said by the import.
        return {
          name: name(field("name")),
          text: text(field("text")),
          secret: secretOf(field("secret")),
        };
      },
      handle: (params) => told(wallet.importKey(params.name, params.text, params.secret)),
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

/** Null where the file has no lock. */
function secretOf(value: unknown): KeyFileSecret | null {
  if (value === null) return null;
  const field = fieldsOf(value);
  return field("is") === "bcrypt"
    ? { is: "bcrypt", derived: text(field("derived"), derivedMaxLength) }
    : { is: "passphrase", passphrase: text(field("passphrase"), passphraseMaxLength) };
}
