import type { KeyId } from "../../protocol/public-key.ts";
import { AppError, type AppErrorCode } from "../shared/errors.ts";
import type { Identity } from "../shared/identity.ts";
import { openLock } from "./key-file/open-lock.ts";
import { attempt } from "./attempt.ts";
import type { StoreParts } from "./popup-store.ts";

/** Each gives null where it went well, else why it did not; nothing was changed then. */
export interface WalletActions {
  generate(name: string): Promise<AppErrorCode | null>;
  /**
   * `text`: what a key file holds. `passphrase`: empty where none was typed;
   * `wallet/import-passphrase-needed` where the file has one.
   */
  importKey(name: string, text: string, passphrase: string): Promise<AppErrorCode | null>;
  rename(keyId: KeyId, name: string): Promise<AppErrorCode | null>;
  remove(keyId: KeyId): Promise<AppErrorCode | null>;
  /** Where keys are imported: another page, or this one. */
  openImport(): void;
}

export function createWalletActions({ deps, set, renew }: StoreParts): WalletActions {
  const made = async (making: Promise<Identity>): Promise<void> => {
    const { keyId } = await making;
    await renew.identities();
    set({ freshKey: keyId });
  };
  return {
    generate: (name) => attempt(() => made(deps.ask("wallet/generate", { name }))),
    importKey: (name, text, passphrase) =>
      attempt(async () => {
        const lock = await deps.ask("wallet/inspect-file", { text });
        if (lock !== null && passphrase === "") {
          throw new AppError("wallet/import-passphrase-needed");
        }
        const secret = lock && (await openLock(lock, passphrase, deps.deriveBcrypt));
        await made(deps.ask("wallet/import", { name, text, secret }));
      }),
    rename: (keyId, name) =>
      attempt(async () => {
        await deps.ask("wallet/rename", { keyId, name });
        await renew.identities();
      }),
    remove: (keyId) =>
      attempt(async () => {
        await deps.ask("wallet/remove", { keyId });
        await renew.identities();
      }),
    openImport: () => {
      if (deps.pages.openTab) deps.pages.openTab("import");
      else set({ view: "import", freshKey: null });
    },
  };
}
