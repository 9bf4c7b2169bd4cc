import type { CallView } from "../../call-view.ts";

/** What I call the host: the name of an identity of mine, or the one I gave their key. */
export function hostName(view: Pick<CallView, "host" | "hostName" | "identities">): string | null {
  const own = view.identities.find(({ keyId }) => keyId === view.host);
  return own?.name ?? view.hostName;
}
