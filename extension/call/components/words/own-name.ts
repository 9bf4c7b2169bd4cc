import type { CallView } from "../../call-view.ts";

/** The name of the identity that is in the call; null where it was removed from the wallet since. */
export function ownName(view: Pick<CallView, "identity" | "identities">): string | null {
  return view.identities.find(({ keyId }) => keyId === view.identity)?.name ?? null;
}
