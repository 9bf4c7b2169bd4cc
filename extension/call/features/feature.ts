import type { ChannelMessage } from "../../../protocol/channel-messages.ts";
import type { FileChunk } from "../../../protocol/channel/files-chunk.ts";
import type { KeyId } from "../../../protocol/public-key.ts";
import type { PeerView } from "../call-view.ts";
import type { PeerLink } from "../peers/peer-link.ts";

/** Who somebody is, as far as it is known here. */
export type Person = Pick<PeerView, "keyId" | "knownName" | "claimedName">;

/** Somebody whose channel is bound, as the features of a call see them. */
export interface BoundPeer {
  /** Names the session. */
  readonly peerId: string;
  readonly key: KeyId;
  /** What I call them, else what they call themselves; empty where they said nothing. */
  readonly name: () => string;
  /** The same with whose word it is, for the rules by which names are shown. */
  readonly person: () => Person;
  /** Into a box for this peer alone. Does nothing while there is no bound channel. */
  readonly send: (message: ChannelMessage) => void;
  /** The same, done when the transport has it: whoever sends much waits for that. */
  readonly sendChunk: (chunk: FileChunk) => Promise<void>;
  /** The transport under the bound channel; null while there is none. */
  readonly link: () => PeerLink | null;
}

/**
 * Something that people in a call do with each other once their channel is bound: chat, files, a
 * raised hand. It lives as long as the tab; what it hears is from peers who have been verified, and
 * may still be lies.
 */
export interface CallFeature {
  /** The channel is bound: at first, and each time that the link was rebuilt. */
  readonly attached?: (peer: BoundPeer) => void;
  /** Also of types that are another feature's. */
  readonly message?: (peer: BoundPeer, message: ChannelMessage) => void;
  /** The link broke and may come back. */
  readonly detached?: (peer: BoundPeer) => void;
  /** Gone for good: left, removed or refused. */
  readonly left?: (peer: BoundPeer) => void;
  /** This side has left the call. */
  readonly ended?: () => void;
}
