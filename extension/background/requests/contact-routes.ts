import { nameMaxLength, noteMaxLength } from "../../../protocol/limits.ts";
import { parseName } from "../../../protocol/name.ts";
import { waysToVerify } from "../../shared/contact.ts";
import { AppError } from "../../shared/errors.ts";
import type { Contacts } from "../contacts.ts";
import { keysSeenAtOnceMax } from "../limits.ts";
import type { Tell } from "../ports.ts";
import type { Wallet } from "../wallet.ts";
import { fieldsOf, keyId, list, nothing, oneOf } from "./fields.ts";
import type { NamesOf, Routes } from "./route.ts";

export function contactRoutes(deps: {
  readonly contacts: Contacts;
  readonly wallet: Wallet;
  readonly tell: Tell;
}): Routes<NamesOf<"contacts">> {
  const { contacts, wallet, tell } = deps;
  return {
    "contacts/list": { parse: nothing, handle: () => contacts.list() },
    "contacts/save": {
      parse(params) {
        const field = fieldsOf(params);
        const note = field("note");
        const verified = field("verified");
        return {
          key: keyId(field("key")),
          name: parseName(field("name"), nameMaxLength).trim(),
          note: note === null ? null : parseName(note, noteMaxLength),
          verified: verified === null ? null : oneOf(waysToVerify, verified),
        };
      },
      async handle(change) {
        if ((await wallet.list()).some((own) => own.keyId === change.key)) {
          throw new AppError("contact/own-key");
        }
        const contact = await contacts.save(change);
        tell({ event: "contacts-changed" });
        return contact;
      },
    },
    "contacts/remove": {
      parse: (params) => ({ key: keyId(fieldsOf(params)("key")) }),
      async handle({ key }) {
        await contacts.remove(key);
        tell({ event: "contacts-changed" });
        return null;
      },
    },
    "contacts/seen": {
      parse: (params) => ({ keys: list(fieldsOf(params)("keys"), keysSeenAtOnceMax, keyId) }),
      async handle({ keys }) {
        await contacts.seen(keys);
        return null;
      },
    },
  };
}
