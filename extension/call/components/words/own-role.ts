import type { CallView, PeerView } from "../../call-view.ts";

/** My own role: the view tells only whether I am the host, so a cohost is shown without a role. */
export function ownRole(view: Pick<CallView, "host" | "identity">): PeerView["role"] | null {
  return view.identity !== null && view.identity === view.host ? "host" : null;
}
