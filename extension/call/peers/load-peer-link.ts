import type { OpenPeerLink } from "./peer-link.ts";

export interface PeerLinkLoader {
  /** To be awaited before the first link is opened. */
  readonly load: () => Promise<void>;
  readonly open: OpenPeerLink;
}

/** simple-peer is a quarter of this page, and nobody needs it in the lobby. */
export function createPeerLinkLoader(): PeerLinkLoader {
  let loaded: OpenPeerLink | null = null;
  return {
    load: async () => {
      const { openSimplePeer } = await import("./peer-link.ts");
      loaded = openSimplePeer;
    },
    open: (options, events) => {
      if (loaded === null) throw new Error("links are not loaded");
      return loaded(options, events);
    },
  };
}
