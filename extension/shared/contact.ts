import type { KeyId } from "../../protocol/public-key.ts";

/** How a person made sure whose key this is. */
export const waysToVerify = ["short-code"] as const;
export type WayToVerify = (typeof waysToVerify)[number];

/** A key that the person named: known from then on, in every room. */
export interface Contact {
  readonly key: KeyId;
  /** What the person calls them: unique among contacts, up to 40 characters, never empty. */
  readonly name: string;
  /** The person's own words about them, up to 140 characters; may be empty. */
  readonly note: string;
  readonly knownSinceMs: number;
  /** The last time that this key was made sure of; null: never, only named. */
  readonly verified: { readonly how: WayToVerify; readonly atMs: number } | null;
  /** In calls, since this key has a name; null: not yet. */
  readonly seen: { readonly firstMs: number; readonly lastMs: number } | null;
}

/** A name that this person gave to a key. */
export interface KnownName {
  readonly key: KeyId;
  readonly name: string;
}
