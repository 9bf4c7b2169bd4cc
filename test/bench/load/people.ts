import { makeSessionKeys, type SessionKeys } from "../../support/protocol/session-keys.ts";
import { makeSigningKey, type SigningKey } from "../../support/protocol/signing-key.ts";
import { inParallel } from "./within.ts";

/** Somebody with real keys: what their wallet and their call tab would hold. */
export interface Person {
  readonly identity: SigningKey;
  readonly session: SessionKeys;
}

const known: Person[] = [];

/** The same `count` people every time: making keys is no part of what is measured. */
export async function people(count: number): Promise<readonly Person[]> {
  const missing = Array.from({ length: Math.max(0, count - known.length) });
  const made = await inParallel(missing, 32, async () => ({
    identity: await makeSigningKey(),
    session: await makeSessionKeys(),
  }));
  known.push(...made);
  return known.slice(0, count);
}
