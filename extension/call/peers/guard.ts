import type { KeyId } from "../../../protocol/public-key.ts";

/** Who is not met yet, though their channel is bound: the person at the screen decides first. */
export interface Guard {
  /**
   * Whether nothing of theirs is shown and nothing of mine reaches them. `claim`: what they call
   * themselves; null before they said anything.
   */
  readonly holds: (key: KeyId, claim: string | null) => boolean;
  /** Cut by the person at the screen, and not linked again. */
  readonly isKeptOut: (key: KeyId) => boolean;
}
