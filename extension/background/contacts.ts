import type { KeyId } from "../../protocol/public-key.ts";
import type { Contact, WayToVerify } from "../shared/contact.ts";
import { AppError } from "../shared/errors.ts";
import { likeness } from "../shared/name-likeness.ts";
import { contactsMax } from "./limits.ts";
import type { Clock, StorageArea } from "./ports.ts";
import { storedValue } from "./stored-value.ts";

/** The keys that this person named. Nobody is put here for having been met. */
export interface Contacts {
  /** By name. */
  list(): Promise<readonly Contact[]>;
  /**
   * Names a key, anew where it has a name. `note` and `verified`: null leaves what was there.
   * Rejects with a `contact/…` code: the name is empty or another contact's, or there are too many.
   */
  save(change: ContactChange): Promise<Contact>;
  /** Does nothing where there is no such contact. */
  remove(key: KeyId): Promise<void>;
  /** These keys are in a call now. Those that have no name are not written down. */
  seen(keys: readonly KeyId[]): Promise<void>;
}

export interface ContactChange {
  readonly key: KeyId;
  readonly name: string;
  readonly note: string | null;
  readonly verified: WayToVerify | null;
}

interface Stored {
  readonly version: 1;
  readonly contacts: readonly Contact[];
}

const storedVersion = 1;

export function createContacts(local: StorageArea, clock: Clock): Contacts {
  const stored = storedValue(local, "contacts", readStored);

  return {
    list: async () => {
      const { contacts } = await stored.read();
      return contacts.toSorted((one, other) => one.name.localeCompare(other.name));
    },
    async save(change) {
      const saved = await stored.change((all) => {
        const before = all.contacts.find(({ key }) => key === change.key) ?? null;
        const others = all.contacts.filter((contact) => contact !== before);
        assertNameIsFree(change.name, others);
        if (others.length >= contactsMax) throw new AppError("contact/too-many");
        return { ...all, contacts: [...others, changed(before, change, clock.now())] };
      });
      return saved.contacts.at(-1)!;
    },
    async remove(key) {
      await stored.change((all) => {
        const left = all.contacts.filter((contact) => contact.key !== key);
        return left.length === all.contacts.length ? all : { ...all, contacts: left };
      });
    },
    async seen(keys) {
      const nowMs = clock.now();
      await stored.change((all) => {
        if (!all.contacts.some(({ key }) => keys.includes(key))) return all;
        const contacts = all.contacts.map((contact) =>
          keys.includes(contact.key)
            ? { ...contact, seen: { firstMs: contact.seen?.firstMs ?? nowMs, lastMs: nowMs } }
            : contact,
        );
        return { ...all, contacts };
      });
    },
  };
}

function readStored(found: unknown): Stored {
  if (found === undefined) return { version: storedVersion, contacts: [] };
  const { version } = found as { readonly version?: unknown };
  // Of a newer extension: to write over it would lose what that one knows.
  if (version !== storedVersion) throw new AppError("storage/failed");
  return found as Stored;
}

function changed(before: Contact | null, change: ContactChange, nowMs: number): Contact {
  return {
    key: change.key,
    name: change.name,
    note: change.note ?? before?.note ?? "",
    knownSinceMs: before?.knownSinceMs ?? nowMs,
    verified:
      change.verified === null ? (before?.verified ?? null) : { how: change.verified, atMs: nowMs },
    seen: before?.seen ?? null,
  };
}

/** Two contacts that look alike could not be told apart in a call: that is what names are for. */
function assertNameIsFree(name: string, others: readonly Contact[]): void {
  if (name === "") throw new AppError("contact/name-empty");
  const like = likeness(name);
  if (others.some((other) => likeness(other.name) === like)) {
    throw new AppError("contact/name-taken");
  }
}
