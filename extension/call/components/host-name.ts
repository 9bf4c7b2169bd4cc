import type { CallView } from "../call-view.ts";

/** What I call the host: the name of an identity of mine, or of a key in the call that I named. */
export function hostName(view: Pick<CallView, "host" | "identities" | "peers">): string | null {
  const own = view.identities.find(({ keyId }) => keyId === view.host);
  if (own) return own.name;
  return view.peers.find(({ keyId }) => keyId === view.host)?.knownName ?? null;
}
