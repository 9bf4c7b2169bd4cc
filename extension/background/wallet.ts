import { nameMaxLength } from "../../protocol/limits.ts";
import { toName } from "../../protocol/name.ts";
import { jwkOfKey, type KeyId, keyIdOfJwk, keyOfJwk } from "../../protocol/public-key.ts";
import { keyOfPoint } from "../../protocol/read-key.ts";
import { type Signed, signStatement } from "../../protocol/signed.ts";
import { signatureAlgorithm } from "../../protocol/sshsig.ts";
import { AppError } from "../shared/errors.ts";
import type { Identity } from "../shared/identity.ts";
import type { KeyFileSecret } from "../shared/key-file-lock.ts";
import { type Approved, assertApproved } from "./approvals.ts";
import { importKeyFile } from "./key-import/import-key-file.ts";
import type { Clock, KeyStore, StoredKey } from "./ports.ts";
import { belongTogether } from "./self-test.ts";

/** The keys of this person. Rejects with AppErrors `wallet/…` and `storage/failed`. */
export interface Wallet {
  /** In the order of their making. */
  list(): Promise<readonly Identity[]>;
  generate(name: string): Promise<Identity>;
  /** `text`: a key file's content. On any failure nothing is stored. */
  importKey(name: string, text: string, secret?: KeyFileSecret | null): Promise<Identity>;
  rename(keyId: KeyId, name: string): Promise<Identity>;
  remove(keyId: KeyId): Promise<void>;
  /** The only way to a signature by an identity: there is none over bytes or text. */
  sign(approved: Approved): Promise<readonly Signed[]>;
}

const ecdsa = { name: "ECDSA", namedCurve: "P-256" } as const;

export function createWallet({ keys, clock }: { keys: KeyStore; clock: Clock }): Wallet {
  async function keep(key: Omit<StoredKey, "createdAtMs" | "keyId">): Promise<Identity> {
    if (!(await belongTogether(key.privateKey, key.publicKey))) {
      throw new AppError("wallet/self-test-failed");
    }
    const keyId = await keyIdOfJwk(key.publicKey);
    const stored: StoredKey = { ...key, keyId, createdAtMs: clock.now() };
    if (!(await keys.add(stored))) throw new AppError("wallet/duplicate");
    return factsOf(stored);
  }

  return {
    async list() {
      const stored = await keys.all();
      return stored.map(factsOf).toSorted((a, b) => a.createdAtMs - b.createdAtMs);
    },

    async generate(typedName) {
      const name = nameOf(typedName);
      // Not extractable from the first moment: the private key was never in a readable form.
      const pair = await crypto.subtle.generateKey(ecdsa, false, ["sign", "verify"]);
      const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
      const publicKey = jwkOfKey(keyOfPoint(point));
      return keep({ name, publicKey, origin: "generated", privateKey: pair.privateKey });
    },

    async importKey(typedName, text, secret = null) {
      const name = nameOf(typedName);
      const { privateKey, publicKey } = await importKeyFile(text, secret);
      return keep({ name, publicKey, origin: "imported", privateKey });
    },

    async rename(keyId, typedName) {
      const name = nameOf(typedName);
      if (!(await keys.rename(keyId, name))) throw new AppError("wallet/unknown-key");
      return factsOf(await find(keys, keyId));
    },

    async remove(keyId) {
      if (!(await keys.remove(keyId))) throw new AppError("wallet/unknown-key");
    },

    async sign(approved) {
      assertApproved(approved);
      const { privateKey, publicKey } = await find(keys, approved.identity);
      const key = keyOfJwk(publicKey);
      return Promise.all(
        approved.statements.map(({ text, namespace }) =>
          signStatement(text, namespace, key, async (data) => {
            const algorithm = signatureAlgorithm(key.type);
            return new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, data));
          }),
        ),
      );
    },
  };
}

async function find(keys: KeyStore, keyId: KeyId): Promise<StoredKey> {
  const found = await keys.get(keyId);
  if (!found) throw new AppError("wallet/unknown-key");
  return found;
}

function nameOf(typed: string): string {
  const name = toName(typed, nameMaxLength);
  if (name === "") throw new AppError("wallet/name-empty");
  return name;
}

/** Field by field: a handle must not slip into what is sent to pages. */
function factsOf({ keyId, name, publicKey, createdAtMs, origin }: StoredKey): Identity {
  return { keyId, name, publicKey, createdAtMs, origin };
}
