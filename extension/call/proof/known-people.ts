import type { KeyId } from "../../../protocol/public-key.ts";
import type { Contact, KnownName } from "../../shared/contact.ts";
import type { Identity } from "../../shared/identity.ts";
import { likeness } from "../../shared/name-likeness.ts";
import type { AskBackground } from "../../shared/requests.ts";

/** Every name that the person at the screen gave to a key, at hand without asking anybody. */
export interface KnownPeople {
  /** Null for a key that was never named. */
  readonly nameOf: (key: KeyId) => string | null;
  readonly contactOf: (key: KeyId) => Contact | null;
  /** Keys of others, not `key`, whose names a person would take for `claim`. */
  readonly likeNamed: (claim: string, key: KeyId) => readonly KnownName[];
  /** Looks these up anew; done once everything that is known was read. Never rejects. */
  readonly learn: (keys: readonly KeyId[]) => Promise<void>;
  /** Reads everything again: something was named, renamed or forgotten. Never rejects. */
  readonly refresh: () => Promise<void>;
}

export function createKnownPeople(
  identities: readonly Identity[],
  ask: AskBackground,
): KnownPeople {
  const own = new Map(identities.map(({ keyId, name }) => [keyId, name]));
  let given = new Map<KeyId, string>();
  let contacts = new Map<KeyId, Contact>();
  let byLikeness = new Map<string, KnownName[]>();

  const index = (): void => {
    byLikeness = new Map();
    for (const [key, name] of given) {
      const like = likeness(name);
      byLikeness.set(like, [...(byLikeness.get(like) ?? []), { key, name }]);
    }
  };

  const refresh = async (): Promise<void> => {
    try {
      const [names, list] = await Promise.all([
        ask("call/known-names", null),
        ask("contacts/list", null),
      ]);
      given = new Map(names.map(({ key, name }) => [key, name]));
      contacts = new Map(list.map((contact) => [contact.key, contact]));
      index();
    } catch {
      // What was known stays; where that is nothing, everybody is shown as new: the safe side.
    }
  };
  const loaded = refresh();

  return {
    nameOf: (key) => own.get(key) ?? given.get(key) ?? null,
    contactOf: (key) => contacts.get(key) ?? null,
    likeNamed: (claim, key) =>
      (claim === "" ? [] : (byLikeness.get(likeness(claim)) ?? [])).filter(
        (known) => known.key !== key,
      ),
    learn: async (keys) => {
      await loaded;
      try {
        const known = await ask("call/known-keys", { keys });
        for (const { key, name } of known) if (!own.has(key)) given.set(key, name);
        index();
      } catch {
        // As above.
      }
    },
    refresh,
  };
}
